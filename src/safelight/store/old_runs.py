"""Runs that ended long ago, and their logs."""

from collections.abc import Sequence

from sqlalchemy import Column, ScalarSelect, delete, func, select, update

from safelight.domain.jobs import DONE
from safelight.domain.publishing import ABANDONED, SETTLED
from safelight.store.database import Tx
from safelight.store.tables import (
    generation,
    job_item,
    job_log,
    job_log_detail,
    job_run,
    metadata,
    notice,
    publish_head,
)

OWN = (job_log_detail, job_item, notice)
"""Tables of many rows a run, each a part of it."""


def ended(tx: Tx, before_ms: int, after: int, limit: int) -> list[int]:
    """The next runs that ended until a moment, by id; walks the primary key."""
    old = (job_run.c.state == DONE) & (job_run.c.finished_ms <= before_ms) & (job_run.c.id > after)
    return list(tx.execute(select(job_run.c.id).where(old).order_by(job_run.c.id).limit(limit)).scalars())


def drop_generations(tx: Tx, run_ids: Sequence[int]) -> None:
    """Forget generations of these runs that others have followed; walks generation_by_run."""
    over = generation.c.stage.in_((SETTLED, ABANDONED)) & (generation.c.number < _live_number())
    tx.execute(delete(generation).where(generation.c.run_id.in_(run_ids), over))


def needed(tx: Tx, run_ids: Sequence[int]) -> set[int]:
    """Those of the runs that something beside their own log names: a generation, an archive, and so on."""
    found: set[int] = set()
    for column in _mentions():
        found.update(tx.execute(select(column).where(column.in_(run_ids))).scalars())
    return found


def drop_lines(tx: Tx, run_id: int, limit: int) -> int:
    """Delete the next lines, items and notices of a run; returns how many, fewer than `limit` for the last ones."""
    dropped = 0
    for table in OWN:
        chosen = select(table.c.id).where(table.c.run_id == run_id).limit(limit - dropped)
        dropped += tx.execute(delete(table).where(table.c.id.in_(chosen))).rowcount
    return dropped


def drop(tx: Tx, run_id: int) -> None:
    """Delete a run whose lines are gone, and its log; runs that followed it stand on their own."""
    tx.execute(delete(job_log).where(job_log.c.run_id == run_id))
    tx.execute(update(job_run).where(job_run.c.parent_run_id == run_id).values(parent_run_id=None))
    tx.execute(delete(job_run).where(job_run.c.id == run_id))


def _live_number() -> ScalarSelect[int]:
    """The number of the live generation of a generation's context; scans the heads, a small table."""
    return (
        select(func.max(publish_head.c.number))
        .where(publish_head.c.context_id == generation.c.context_id)
        .scalar_subquery()
    )


def _mentions() -> list[Column[int]]:
    """Columns of other tables that name a run by a foreign key."""
    others = (table for table in metadata.sorted_tables if table not in {*OWN, job_log, job_run})
    return [key.parent for table in others for key in table.foreign_keys if key.column is job_run.c.id]
