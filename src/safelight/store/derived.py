"""Which assets are derived from which."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import asset, derived_asset


def put(tx: Tx, asset_id: int, owner_id: int) -> None:
    tx.execute(insert(derived_asset).values(asset_id=asset_id, owner_id=owner_id))


def owners(tx: Tx, asset_ids: Sequence[int]) -> dict[int, int]:
    """Ids of the owners of those of the assets that are derived, by asset; walks the primary key."""
    found: dict[int, int] = {}
    for ids in pieces(asset_ids):
        rows = tx.execute(select(derived_asset).where(derived_asset.c.asset_id.in_(ids)))
        found.update({row.asset_id: row.owner_id for row in rows})
    return found


def of(tx: Tx, owner_ids: Sequence[int], trash_state: str | None = None) -> list[int]:
    """Ids of the assets derived from some, each once, in any trash state or one; walks derived_asset_by_owner."""
    found: set[int] = set()
    wanted = select(derived_asset.c.asset_id)
    if trash_state is not None:
        wanted = wanted.join(asset, asset.c.id == derived_asset.c.asset_id).where(asset.c.trash_state == trash_state)
    for ids in pieces(owner_ids):
        found.update(tx.execute(wanted.where(derived_asset.c.owner_id.in_(ids))).scalars())
    return sorted(found)
