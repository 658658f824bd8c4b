"""When assets were last published, by context."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import generation, publish_context, publish_history, published


def note(tx: Tx, context_id: int, number: int, asset_ids: Sequence[int]) -> None:
    """Those of some assets that a turned generation shows were published when it turned; walks published_by_number."""
    source = published.join(
        generation,
        (generation.c.context_id == published.c.context_id) & (generation.c.number == published.c.number),
    )
    shown = (published.c.context_id == context_id) & (published.c.number == number) & ~published.c.gone
    wanted = select(published.c.asset_id, published.c.context_id, generation.c.turned_ms).select_from(source)
    rows = wanted.where(shown, generation.c.turned_ms.is_not(None)).distinct()
    for ids in pieces(asset_ids):
        new = upserts.insert(tx, publish_history)
        new = new.from_select(["asset_id", "context_id", "published_ms"], rows.where(published.c.asset_id.in_(ids)))
        later = new.excluded.published_ms > publish_history.c.published_ms
        change = {"published_ms": new.excluded.published_ms}
        tx.execute(new.on_conflict_do_update(index_elements=["asset_id", "context_id"], set_=change, where=later))


def put(tx: Tx, context_id: int, asset_id: int, published_ms: int) -> None:
    """One asset was published by itself, outside of any generation."""
    new = upserts.insert(tx, publish_history)
    new = new.values(asset_id=asset_id, context_id=context_id, published_ms=published_ms)
    change = {"published_ms": new.excluded.published_ms}
    tx.execute(new.on_conflict_do_update(index_elements=["asset_id", "context_id"], set_=change))


def of(tx: Tx, asset_id: int) -> list[tuple[str, int]]:
    """(name of a context, when the asset was last published there), in the order of the contexts."""
    source = publish_history.join(publish_context)
    wanted = select(publish_context.c.name, publish_history.c.published_ms).select_from(source)
    rows = wanted.where(publish_history.c.asset_id == asset_id).order_by(publish_context.c.id)
    return [(row.name, row.published_ms) for row in tx.execute(rows)]


def forget(tx: Tx, asset_ids: Iterable[int]) -> None:
    """Walks the primary key."""
    for ids in pieces(asset_ids):
        tx.execute(delete(publish_history).where(publish_history.c.asset_id.in_(ids)))
