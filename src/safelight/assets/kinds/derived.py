"""AdjustedView and LayerView: another view of an image, by commands.

The wire has a shape of its own for layer views alone; an adjusted view shows the same of itself in it (assumed).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from safelight.assets.kind import SHOWN
from safelight.contract.shapes import LayerViewInfo
from safelight.domain.assets import Asset
from safelight.domain.derived import DERIVED_TYPES
from safelight.domain.templates import Template
from safelight.services import templates
from safelight.services.ingest import Tx

_NONE: Final = Template("", "")


class Derived:
    def infos(self, tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
        known = templates.of(tx, [asset.id for asset in assets])
        return {asset.id: {"layer_view_info": _info(asset, known.get(asset.id, _NONE))} for asset in assets}


def _info(asset: Asset, commands: Template) -> LayerViewInfo:
    return LayerViewInfo(
        url=f"{asset.root}/{asset.catalog_id}",
        url_modifier=commands.url_modifier,
        url_post_apply_modifier=commands.url_post_modifier,
    )


for _type in DERIVED_TYPES:
    SHOWN.claim(_type, Derived())
