"""Sets of assets. Those of members show nothing of their own: what is in them is asked for by getImageSetMembers."""

from collections.abc import Mapping, Sequence
from typing import Any

from safelight.assets.kind import SHOWN
from safelight.contract.shapes import AssetSetInfo
from safelight.domain.assets import Asset
from safelight.domain.sets import ASSET_SET
from safelight.services import asset_sets
from safelight.services.ingest import Tx


class AssetSet:
    """A set of a definition."""

    def infos(self, tx: Tx, assets: Sequence[Asset]) -> Mapping[int, Mapping[str, Any]]:
        texts = asset_sets.definitions(tx, [asset.id for asset in assets])
        return {asset.id: {"asset_set_info": AssetSetInfo(set_definition=texts.get(asset.id, ""))} for asset in assets}


SHOWN.claim(ASSET_SET, AssetSet())
