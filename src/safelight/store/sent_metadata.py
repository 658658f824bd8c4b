"""Metadata that was published to a place outside."""

from collections.abc import Iterator

from sqlalchemy import delete, select, union

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.sent_files import Sent
from safelight.store.tables import publish_state, sent_metadata

PIECE = 1_000


def waiting(tx: Tx, company_id: int, context_id: int) -> Iterator[int]:
    """Assets that are marked in a context of the company, or of which something lies outside, by id.

    Walks publish_state_by_context and the primary key.
    """
    last = 0
    while True:
        here = (publish_state.c.context_id == context_id) & publish_state.c.marked & (publish_state.c.asset_id > last)
        own = (sent_metadata.c.company_id == company_id) & (sent_metadata.c.asset_id > last)
        both = union(
            select(publish_state.c.asset_id).where(here), select(sent_metadata.c.asset_id).where(own)
        ).subquery()
        ids = list(tx.execute(select(both.c.asset_id).order_by(both.c.asset_id).limit(PIECE)).scalars())
        yield from ids
        if len(ids) < PIECE:
            return
        last = ids[-1]


def marked(tx: Tx, context_id: int, asset_id: int) -> bool:
    """Walks the primary key."""
    here = (publish_state.c.context_id == context_id) & (publish_state.c.asset_id == asset_id)
    return bool(tx.execute(select(publish_state.c.marked).where(here)).scalar_one_or_none())


def of(tx: Tx, company_id: int, asset_id: int) -> Sent | None:
    """Walks the primary key."""
    wanted = select(sent_metadata.c.path, sent_metadata.c.digest)
    here = (sent_metadata.c.company_id == company_id) & (sent_metadata.c.asset_id == asset_id)
    row = tx.execute(wanted.where(here)).one_or_none()
    return None if row is None else Sent(*row)


def put(tx: Tx, company_id: int, asset_id: int, what: Sent) -> None:
    values = {"path": what.path, "digest": what.digest}
    new = upserts.insert(tx, sent_metadata).values(company_id=company_id, asset_id=asset_id, **values)
    tx.execute(new.on_conflict_do_update(index_elements=["company_id", "asset_id"], set_=values))


def drop(tx: Tx, company_id: int, asset_id: int) -> None:
    here = (sent_metadata.c.company_id == company_id) & (sent_metadata.c.asset_id == asset_id)
    tx.execute(delete(sent_metadata).where(here))
