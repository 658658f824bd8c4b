"""Short forms of assets, as searchAssetsByMetadata shows them.

Source: IPS API reference, AssetSummary, and the note in searchAssetsByMetadata on fields of the company.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from safelight.contract.shapes import AssetSummary, Metadata
from safelight.domain.assets import Asset, ImageDetail
from safelight.domain.moments import moment

NOTHING: Final = "null"
"""What stands for a key that says nothing of an asset; fields of the company, which are searched alone, never do."""

_OWN: Final[Mapping[str, Callable[[Asset], str]]] = {
    "asset_id": lambda asset: str(asset.id),
    "name": lambda asset: asset.name,
    "folder_path": lambda asset: asset.folder_path,
    "type": lambda asset: asset.type,
    "file_name": lambda asset: asset.file_name,
    "created_at": lambda asset: moment(asset.created_ms).isoformat(timespec="milliseconds"),
    "created_by": lambda asset: asset.created_by,
    "modified_at": lambda asset: moment(asset.modified_ms).isoformat(timespec="milliseconds"),
    "modified_by": lambda asset: asset.modified_by,
}
_OF_IMAGES: Final[Mapping[str, Callable[[ImageDetail], str]]] = {
    "description": lambda image: image.description,
    "comment": lambda image: image.comments,
    "user_data": lambda image: image.user_data,
    "sku": lambda image: image.sku,
}


def to_wire(
    found: Sequence[Asset], keys: Sequence[str], xmp: Mapping[tuple[int, str], Sequence[str]]
) -> tuple[AssetSummary, ...]:
    """Assets in their order, each with what it has for the keys.

    xmp: values of the packets by asset and key
    """
    return tuple(_summary(asset, tuple(_metadata(asset, key, xmp) for key in keys)) for asset in found)


def _summary(asset: Asset, metadata: tuple[Metadata, ...]) -> AssetSummary:
    return AssetSummary(
        asset_handle=asset.handle,
        type=asset.type,
        name=asset.name,
        folder=asset.folder_path,
        filename=asset.file_name,
        created=moment(asset.created_ms),
        create_user=asset.created_by,
        last_modified=moment(asset.modified_ms),
        last_modify_user=asset.modified_by,
        metadata_array=metadata,
    )


def _metadata(asset: Asset, key: str, xmp: Mapping[tuple[int, str], Sequence[str]]) -> Metadata:
    values = xmp.get((asset.id, key), ())
    text = f"[{', '.join(values)}]" if len(values) > 1 else "".join(values)
    return Metadata(name=key, value=text or _own(asset, key) or NOTHING)


def _own(asset: Asset, key: str) -> str:
    if key in _OWN:
        return _OWN[key](asset)
    return _OF_IMAGES[key](asset.image) if key in _OF_IMAGES and asset.image is not None else ""
