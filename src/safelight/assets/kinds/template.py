"""Templates and watermarks: commands that make a picture of others."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from safelight.assets.kind import SHOWN
from safelight.contract.shapes import TemplateInfo, WatermarkInfo
from safelight.domain.assets import Asset
from safelight.domain.templates import TEMPLATE, WATERMARK
from safelight.domain.templates import Template as Commands
from safelight.services import templates
from safelight.services.ingest import Tx

_NONE: Final = Commands("", "")


class Template:
    """field, shape: of the asset on the wire; both types show the same of themselves."""

    def __init__(self, field: str, shape: type[TemplateInfo] | type[WatermarkInfo]) -> None:
        self._field, self._shape = field, shape

    def infos(self, tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
        known = templates.of(tx, [asset.id for asset in assets])
        return {asset.id: {self._field: self._info(asset, known.get(asset.id, _NONE))} for asset in assets}

    def _info(self, asset: Asset, commands: Commands) -> TemplateInfo | WatermarkInfo:
        """`url` is relative to the image server, as ipsImageUrl is (assumed)."""
        return self._shape(
            url=f"{asset.root}/{asset.catalog_id}",
            url_modifier=commands.url_modifier,
            url_post_apply_modifier=commands.url_post_modifier,
        )


SHOWN.claim(TEMPLATE, Template("template_info", TemplateInfo))
SHOWN.claim(WATERMARK, Template("watermark_info", WatermarkInfo))
