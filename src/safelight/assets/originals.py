"""Where the wire says that the files of an asset lie. Source: `wire-facts.md`, Values."""

from typing import Any

from safelight.domain.assets import Asset

FOLDER_LETTERS = 3


def original(asset: Asset) -> dict[str, Any]:
    """Path, name and size of the file it came as; empty for an asset without one."""
    detail = asset.image or asset.file
    if detail is None:
        return {}
    return {
        "original_path": f"{asset.root}/_master_/{detail.stem[:FOLDER_LETTERS]}/",
        "original_file": f"{detail.stem}{detail.suffix}",
        "file_size": asset.file_size_bytes,
    }


def optimized(asset: Asset) -> dict[str, Any]:
    """Path and name of what pictures are rendered from; empty texts for an asset without one (assumed)."""
    if asset.image is None:
        return {"optimized_path": "", "optimized_file": ""}
    return {
        "optimized_path": f"{asset.root}/_optimized_/{asset.image.stem[:FOLDER_LETTERS]}/",
        "optimized_file": f"{asset.image.stem}.tif",
    }


def mask(asset: Asset) -> dict[str, Any]:
    """Path and name of what masks a picture: the file it is rendered from, whose alpha the mask is (assumed)."""
    held = optimized(asset) if asset.image is not None and asset.image.has_alpha else {}
    return {"mask_path": held.get("optimized_path", ""), "mask_file": held.get("optimized_file", "")}
