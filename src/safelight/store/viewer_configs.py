"""What viewers are configured with, by asset."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select

from safelight.domain.config_settings import ConfigSetting
from safelight.domain.viewer_configs import ViewerConfig
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import viewer_config


def of(tx: Tx, asset_ids: Sequence[int]) -> dict[int, ViewerConfig]:
    """Those of some assets that have one; walks the primary key."""
    found: dict[int, ViewerConfig] = {}
    for ids in pieces(asset_ids):
        for row in tx.execute(select(viewer_config).where(viewer_config.c.asset_id.in_(ids))):
            found[row.asset_id] = ViewerConfig(row.type, tuple(ConfigSetting(**each) for each in row.settings))
    return found


def put(tx: Tx, asset_id: int, config: ViewerConfig) -> None:
    values = {"type": config.type, "settings": [asdict(each) for each in config.settings]}
    new = upserts.insert(tx, viewer_config).values(asset_id=asset_id, **values)
    change = {name: new.excluded[name] for name in values}
    tx.execute(new.on_conflict_do_update(index_elements=["asset_id"], set_=change))
