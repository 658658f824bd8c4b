"""Rows of generations, walked and erased for good."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, bindparam, delete, or_, select

from safelight.domain.publishing import SETTLED
from safelight.domain.superseded import Said
from safelight.store.database import Tx
from safelight.store.tables import generation, publish_head, published

ROWS_AT_ONCE = 5_000


def settled_heads(tx: Tx) -> list[tuple[int, int]]:
    """(context, number) of what is live, where all that depends on it has been settled."""
    same = (generation.c.context_id == publish_head.c.context_id) & (generation.c.number == publish_head.c.number)
    heads = select(publish_head.c.context_id, publish_head.c.number).join(generation, same)
    return [(row.context_id, row.number) for row in tx.execute(heads.where(generation.c.stage == SETTLED))]


def rows(tx: Tx, context_id: int) -> Iterator[Said]:
    """Every row of a context, by catalog id and number; walks the primary key in pieces."""
    after: Said | None = None
    columns = select(published.c.catalog_id, published.c.number, published.c.gone)
    here = columns.where(published.c.context_id == context_id)
    while True:
        wanted = here if after is None else here.where(_beyond(after))
        page = tx.execute(wanted.order_by(published.c.catalog_id, published.c.number).limit(ROWS_AT_ONCE)).all()
        for row in page:
            after = Said(*row)
            yield after
        if len(page) < ROWS_AT_ONCE:
            return


def erase(tx: Tx, context_id: int, said: Sequence[Said]) -> None:
    """Walks the primary key, once for each."""
    this = (published.c.catalog_id == bindparam("catalog")) & (published.c.number == bindparam("of"))
    gone = delete(published).where(published.c.context_id == context_id, this)
    tx.execute(gone, [{"catalog": one.catalog_id, "of": one.number} for one in said])


def _beyond(after: Said) -> ColumnElement[bool]:
    same = (published.c.catalog_id == after.catalog_id) & (published.c.number > after.number)
    return (published.c.catalog_id >= after.catalog_id) & or_(published.c.catalog_id > after.catalog_id, same)
