"""Image: a picture of one frame. An animation is taken in as its first frame (assumed)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safelight.assets.kind import REGISTRY
from safelight.contract.shapes import ImageInfo
from safelight.domain.assets import IMAGE, Asset, ImageDetail
from safelight.domain.images import IngestOptions
from safelight.domain.people import Company
from safelight.imaging import formats
from safelight.imaging.ingest import Prepared
from safelight.imaging.sandbox import Sandbox, ShouldStop
from safelight.services import ingest
from safelight.services.ingest import Made, Placed, Placement, Tx

FOLDER_LETTERS = 3


class Image:
    """Source of the fields and their defaults: `wire-facts.md`, Values; reference, ImageInfo."""

    def recognises(self, head: bytes) -> bool:
        return formats.sniff(head) is not None

    def prepare(
        self, sandbox: Sandbox, path: Path, workdir: Path, options: IngestOptions, should_stop: ShouldStop
    ) -> Prepared:
        return sandbox.prepare(path, workdir, options, should_stop)

    def place(
        self, tx: Tx, company: Company, target_path: str, made: Made, options: Placement, *, user: str, now_ms: int
    ) -> Placed:
        return ingest.place_image(tx, company, target_path, made, options, user=user, now_ms=now_ms)

    def info(self, asset: Asset) -> Mapping[str, Any]:
        return {} if asset.image is None else {"image_info": _image_info(asset, asset.image)}


def _image_info(asset: Asset, image: ImageDetail) -> ImageInfo:
    """Masks, zoom targets and image maps have assets of their own, which nobody can make yet."""
    shelf = image.stem[:FOLDER_LETTERS]
    return ImageInfo(
        original_path=f"{asset.root}/_master_/{shelf}/",
        original_file=f"{image.stem}{image.suffix}",
        optimized_path=f"{asset.root}/_optimized_/{shelf}/",
        optimized_file=f"{image.stem}.tif",
        mask_path="",
        mask_file="",
        width=image.width,
        height=image.height,
        file_size=asset.file_size_bytes,
        resolution=round(image.resolution_dpi, 1),
        sku=image.sku,
        description=image.description,
        comments=image.comments,
        user_data=image.user_data,
        anchor_x=image.anchor_x,
        anchor_y=image.anchor_y,
        url_modifier=image.url_modifier,
        url_post_apply_modifier=image.url_post_modifier,
        zoom_targets=(),
        masks=(),
        image_maps=(),
    )


REGISTRY.claim(IMAGE, Image())
