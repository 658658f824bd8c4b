"""The write counter of a company: while it stands still, every search finds what it found before.

It is raised at the end of a transaction that wrote a table which searches read, as the last row it locks. PostgreSQL
has several rows of it, so that writers seldom wait for each other; the sum alone counts. Snapshots come one after
another, so that equal sums are equal states.
"""

from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Delete, Engine, Insert, Table, Update, bindparam, case, event, func, select

from safelight.store import upserts
from safelight.store.clock import Now
from safelight.store.tables import (
    asset,
    asset_change,
    asset_tag,
    byproduct,
    folder,
    image_detail,
    metadata_field,
    metadata_value,
    permission,
    permission_set,
    project,
    project_asset,
    publish_context,
    publish_state,
    tag,
    xmp_property,
)

ANY_COMPANY: Final = 0
UPGRADED: Final = -1
"""Instead of a company: its number is until when, UTC milliseconds, programs may write that know no counter, since they
are of a release before it and hosts are upgraded one after another. Migration 0011 sets it."""
SHARDS: Final = 16

SEEN: Final[frozenset[Table]] = frozenset(
    (
        asset,
        asset_tag,
        byproduct,
        folder,
        image_detail,
        metadata_field,
        metadata_value,
        permission,
        permission_set,
        project,
        project_asset,
        publish_context,
        publish_state,
        tag,
        xmp_property,
    )
)
"""The tables that searches read, and those whose rows take rows of these along."""

_WROTE: Final = "wrote what searches read"


def watch(engine: Engine) -> None:
    """Let every connection remember whether it wrote what searches read."""

    @event.listens_for(engine, "before_execute")
    def _about_to(tx: Connection, statement: Any, *_: object) -> None:
        if isinstance(statement, Insert | Update | Delete) and statement.table in SEEN:
            tx.info[_WROTE] = True


def begin(tx: Connection) -> None:
    """Forget what the connection did before this transaction."""
    tx.info.pop(_WROTE, None)


def end(tx: Connection, company_id: int | None) -> None:
    """Raise the counter if the transaction wrote what searches read. company_id: None = that of every company"""
    if not tx.info.pop(_WROTE, False):
        return
    tx.execute(_raising(tx.dialect.name), {"of_company": company_id or ANY_COMPANY})


@cache
def _raising(dialect: str) -> upserts.Insert:
    """Made once: to make it takes longer than to carry it out."""
    shard = 0 if dialect == "sqlite" else func.pg_backend_pid() % SHARDS
    new = upserts.of(dialect, asset_change).values(company_id=bindparam("of_company"), shard=shard, number=1)
    raised = {"number": asset_change.c.number + 1}
    return new.on_conflict_do_update(index_elements=["company_id", "shard"], set_=raised)


def number(tx: Connection, company_id: int) -> int | None:
    """The counter as the transaction sees it; None while it tells nothing, see `UPGRADED`. Walks the primary key."""
    counted, alone = tx.execute(_NUMBER, {"of_company": company_id}).one()
    return None if alone else int(counted)


_of = asset_change.c
_UPGRADED = _of.company_id == UPGRADED
_NUMBER: Final = select(
    func.coalesce(func.sum(case((_UPGRADED, 0), else_=_of.number)), 0),
    func.coalesce(func.max(case((_UPGRADED, _of.number), else_=0)), 0) > Now(),
).where(_of.company_id.in_((UPGRADED, ANY_COMPANY, bindparam("of_company"))))
