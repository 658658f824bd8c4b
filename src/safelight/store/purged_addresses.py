"""Addresses that were taken out of the caches of a company's pictures."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update

from safelight.domain.publishing import IMAGE_SERVING
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import publish_head, purged_address

MOST_KEPT = 10_000
"""Of a company. An address beyond may find a reply again that was made before, which is as right as one made anew."""


def of(tx: Tx, root: str) -> dict[str, int]:
    """Number of the last purge of each address; walks the primary key."""
    wanted = select(purged_address.c.address, purged_address.c.number).where(purged_address.c.root == root)
    return {row.address: row.number for row in tx.execute(wanted)}


def put(tx: Tx, root: str, addresses: Iterable[str], now_ms: int) -> None:
    """Purge addresses of what is live at a root, seen by the next request; nothing to do where nothing is."""
    at = (publish_head.c.root == root) & (publish_head.c.type == IMAGE_SERVING)
    tx.execute(update(publish_head).where(at).values(purged=publish_head.c.purged + 1))
    number = tx.execute(select(publish_head.c.purged).where(at)).scalar_one_or_none()
    if number is None:
        return
    for some in pieces(sorted(set(addresses))):
        rows = [{"root": root, "address": each, "number": number, "purged_ms": now_ms} for each in some]
        new = upserts.insert(tx, purged_address)
        change = {"number": new.excluded.number, "purged_ms": new.excluded.purged_ms}
        tx.execute(new.on_conflict_do_update(index_elements=["root", "address"], set_=change), rows)
    _drop(tx, root)


def _drop(tx: Tx, root: str) -> None:
    """Forget the oldest beyond those kept; walks the primary key."""
    own = purged_address.c.root == root
    newest = select(purged_address.c.number).where(own).order_by(purged_address.c.number.desc())
    last = tx.execute(newest.offset(MOST_KEPT).limit(1)).scalar_one_or_none()
    if last is not None:
        tx.execute(delete(purged_address).where(own, purged_address.c.number <= last))
