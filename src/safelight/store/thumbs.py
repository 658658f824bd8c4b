"""Which image stands for an asset in small."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select

from safelight.store import upserts
from safelight.store.among import IDS, among
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import asset_thumb

_CHOSEN: Final = select(asset_thumb.c.asset_id, asset_thumb.c.thumb_id).where(among(asset_thumb.c.asset_id))


def put(tx: Tx, asset_id: int, thumb_id: int) -> None:
    new = upserts.insert(tx, asset_thumb).values(asset_id=asset_id, thumb_id=thumb_id)
    tx.execute(new.on_conflict_do_update(index_elements=["asset_id"], set_={"thumb_id": new.excluded.thumb_id}))


def remove(tx: Tx, asset_id: int) -> None:
    tx.execute(delete(asset_thumb).where(asset_thumb.c.asset_id == asset_id))


def of(tx: Tx, asset_ids: Sequence[int]) -> dict[int, int]:
    """Ids of the images that somebody chose, by asset; walks the primary key."""
    return {row.asset_id: row.thumb_id for row in tx.execute(_CHOSEN, {IDS: asset_ids})}


def shown_by(tx: Tx, thumb_ids: Sequence[int]) -> list[int]:
    """Ids of the assets that some images stand for; walks asset_thumb_by_thumb."""
    found: set[int] = set()
    for ids in pieces(thumb_ids):
        found.update(tx.execute(select(asset_thumb.c.asset_id).where(asset_thumb.c.thumb_id.in_(ids))).scalars())
    return sorted(found)
