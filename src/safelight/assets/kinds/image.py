"""Image: a picture of one frame."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from safelight.assets import pictures
from safelight.assets.kind import REGISTRY, SHOWN, Bench, Draft
from safelight.assets.options import Wanted
from safelight.assets.originals import mask, optimized, original
from safelight.contract.shapes import ImageInfo
from safelight.contract.shapes import ImageMap as WireMap
from safelight.contract.shapes import ZoomTarget as WireTarget
from safelight.domain.annotations import ImageMap, ZoomTarget
from safelight.domain.assets import IMAGE, Asset, ImageDetail
from safelight.domain.moments import moment
from safelight.imaging import formats
from safelight.services import image_maps, zoom_targets
from safelight.services.ingest import Tx

ANIMATED: Final = "AnimatedGif"


class Image:
    """Source of the fields and their defaults: `wire-facts.md`, Values; reference, ImageInfo."""

    def prepare(self, bench: Bench, path: Path, target_path: str, wanted: Wanted) -> Draft:
        """A GIF of several frames becomes an AnimatedGif, whose picture is its first one (assumed)."""
        draft = pictures.picture(bench, path, target_path, wanted)
        assert draft.picture is not None
        facts = draft.picture.facts
        return replace(draft, type=ANIMATED) if facts.format == formats.GIF.name and facts.frames > 1 else draft

    def infos(self, tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
        """Zoom targets and image maps are asked for all of them at once."""
        ids = [asset.id for asset in assets]
        targets, maps = zoom_targets.of(tx, ids), image_maps.of(tx, ids)
        return {
            asset.id: {"image_info": _info(asset, asset.image, targets.get(asset.id, ()), maps.get(asset.id, ()))}
            for asset in assets
            if asset.image is not None
        }


def _info(asset: Asset, image: ImageDetail, targets: Sequence[ZoomTarget], maps: Sequence[ImageMap]) -> ImageInfo:
    """`masks` are assets of their own, which nothing of the contract can make."""
    return ImageInfo(
        **original(asset),
        **optimized(asset),
        **mask(asset),
        width=image.width,
        height=image.height,
        resolution=round(image.resolution_dpi, 1),
        sku=image.sku,
        description=image.description,
        comments=image.comments,
        user_data=image.user_data,
        anchor_x=image.anchor_x,
        anchor_y=image.anchor_y,
        url_modifier=image.url_modifier,
        url_post_apply_modifier=image.url_post_modifier,
        zoom_targets=tuple(map(_target, targets)),
        masks=(),
        image_maps=tuple(map(_map, maps)),
    )


def _target(target: ZoomTarget) -> WireTarget:
    return WireTarget(
        zoom_target_handle=target.handle,
        name=target.name,
        x_position=target.x,
        y_position=target.y,
        width=target.width,
        height=target.height,
        user_data=target.user_data,
        position=target.position,
        last_modified=moment(target.modified_ms),
    )


def _map(image_map: ImageMap) -> WireMap:
    return WireMap(
        image_map_handle=image_map.handle,
        name=image_map.name,
        region=image_map.region,
        action=image_map.action,
        shape_type=image_map.shape_type,
        position=image_map.position,
        enabled=image_map.enabled,
        last_modified=moment(image_map.modified_ms),
    )


_IMAGE: Final = Image()
REGISTRY.claim(IMAGE, _IMAGE)
SHOWN.claim(IMAGE, _IMAGE)
