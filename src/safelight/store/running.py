"""Runs at work: begun once, counted up with each item, and brought to their end."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Update, bindparam, exists, insert, or_, select, update
from sqlalchemy.exc import OperationalError

from safelight.domain.items import WAITING, WORKING
from safelight.domain.jobs import DONE, NEW, RUNNING
from safelight.domain.running import Counts, Line, Running
from safelight.store.database import Tx
from safelight.store.tables import job_item, job_log, job_log_detail, job_run

DatabaseTrouble = OperationalError
"""The database cannot be reached, or is locked for too long: nothing that was asked of it is wrong."""

_COLUMNS = [job_run.c[field.name] for field in fields(Running)]
_COUNTS = [job_log.c[field.name] for field in fields(Counts)]


def by_id(tx: Tx, run_id: int) -> Running | None:
    """Walks the primary key."""
    return _one(tx, run_id, lock=False)


def lock(tx: Tx, run_id: int) -> Running | None:
    """The run, which nobody else changes until the transaction ends."""
    return _one(tx, run_id, lock=True)


def options(tx: Tx, run_id: int) -> Mapping[str, Any]:
    """The job element as JSON, by wire names; walks the primary key."""
    found: Mapping[str, Any] = tx.execute(select(job_run.c.options).where(job_run.c.id == run_id)).scalar_one()
    return found


def put_options(tx: Tx, run_id: int, options: Mapping[str, Any]) -> None:
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(options=options))


def begin(tx: Tx, run_id: int, server_name: str, message: str, now_ms: int) -> bool:
    """Take a run from New to Running; False where it is beyond that."""
    new = (job_run.c.id == run_id) & (job_run.c.state == NEW)
    begun = {
        "state": RUNNING,
        "server_name": server_name,
        "message": message,
        "started_ms": now_ms,
        "progressed_ms": now_ms,
    }
    return tx.execute(update(job_run).where(new).values(**begun)).rowcount == 1


def set_extent(tx: Tx, run_id: int, items: int, size_bytes: int) -> None:
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(total_items=items, total_bytes=size_bytes))


def grow(tx: Tx, run_id: int, items: int, size_bytes: int, open_until_ms: int | None) -> int:
    """Note new items of an open upload, and till when it is open; returns the position of the first one."""
    run = job_run.c
    first = int(tx.execute(select(run.total_items).where(run.id == run_id).with_for_update()).scalar_one())
    grown = {
        "total_items": run.total_items + items,
        "total_bytes": run.total_bytes + size_bytes,
        "open_until_ms": open_until_ms,
    }
    tx.execute(update(job_run).where(run.id == run_id).values(**grown))
    return first


def take_chunks(tx: Tx, run_id: int, count: int) -> range:
    """The numbers of new chunks; each is given once."""
    run = job_run.c
    tx.execute(update(job_run).where(run.id == run_id).values(chunks=run.chunks + count))
    last = int(tx.execute(select(run.chunks).where(run.id == run_id)).scalar_one())
    return range(last - count, last)


def progress(tx: Tx, run_id: int, done: int, now_ms: int) -> bool:
    """Note that items are done; the row stays locked until the transaction ends.

    returns: whether that may have been the last thing to do in the run
    """
    row = tx.execute(_PROGRESS, {"of_run": run_id, "more": done, "now_ms": now_ms}).one()
    return bool(row.stopping or row.done_items >= row.total_items)


def write(tx: Tx, run_id: int, item_id: int | None, lines: Sequence[Line], now_ms: int) -> None:
    """Write lines of a run's log, and add what they count."""
    if not lines:
        return
    rows = [
        {
            "run_id": run_id,
            "item_id": item_id,
            "log_type": line.log_type,
            "message": line.message,
            "asset_name": line.asset_name,
            "asset_type": line.asset_type,
            "asset_id": line.asset_id,
            "created_ms": now_ms,
        }
        for line in lines
    ]
    tx.execute(_LINES, rows)
    sums: dict[str, int] = {}
    for line in lines:
        for column, count in line.counts.items():
            sums[column] = sums.get(column, 0) + count
    if sums:
        _add(tx, run_id, sums)


def counts(tx: Tx, run_id: int) -> Counts:
    """What the log of a run counts so far; walks the primary key."""
    return Counts(**tx.execute(select(*_COUNTS).where(job_log.c.run_id == run_id)).mappings().one())


def fail(tx: Tx, run_id: int) -> None:
    """Mark the log of a run as one of a fatal error."""
    tx.execute(update(job_log).where(job_log.c.run_id == run_id).values(fatal=True))


def finish(tx: Tx, run_id: int, now_ms: int) -> None:
    """Bring a run to its end, and its log."""
    ended = {"state": DONE, "finished_ms": now_ms, "progressed_ms": now_ms, "held": False, "open_until_ms": None}
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(**ended))
    tx.execute(update(job_log).where(job_log.c.run_id == run_id).values(end_ms=now_ms))


def hold(tx: Tx, run_id: int, held: bool) -> None:
    """Note whether a paused run was left by who worked on it."""
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(held=held))


def tell(tx: Tx, run_id: int, message: str) -> None:
    """Note what a run is doing, for its clients."""
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(message=message))


def any_new(tx: Tx, company_id: int | None) -> bool:
    """Whether any run waits to be taken up; walks job_run_by_state. company_id: None for that of any company."""
    new = (job_run.c.state == NEW) & ~job_run.c.held & ~job_run.c.paused & ~job_run.c.stopping
    mine = new if company_id is None else new & (job_run.c.company_id == company_id)
    return tx.execute(select(job_run.c.id).where(mine).limit(1)).first() is not None


def touch(tx: Tx, run_id: int, now_ms: int) -> None:
    """Note that somebody looked after a run."""
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(progressed_ms=now_ms))


def close(tx: Tx, run_id: int) -> None:
    """Take no more files into an upload."""
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(open_until_ms=None))


def workable(tx: Tx) -> list[Running]:
    """Runs that wait for somebody to work on them, oldest first; walks job_run_by_state."""
    return _many(tx, has_work())


def to_wake(tx: Tx, before_ms: int) -> list[Running]:
    """Runs that were left by their workers before a moment, and may go on now; walks job_run_by_state."""
    return _many(tx, may_wake(before_ms))


def to_stop(tx: Tx) -> list[int]:
    """Runs that are to be stopped and that nobody has in hand; walks job_run_by_state."""
    return list(tx.execute(select(job_run.c.id).where(active(), may_stop())).scalars())


def forgotten(tx: Tx, before_ms: int) -> list[Running]:
    """Runs with work that nobody has in hand, and at which nothing moved since a moment; walks job_run_by_state."""
    mine = job_item.c.run_id == job_run.c.id
    waits = exists().where(mine, job_item.c.state == WAITING)
    in_hand = exists().where(mine, job_item.c.state == WORKING)
    still = (job_run.c.progressed_ms < before_ms) & ~job_run.c.held
    return _many(tx, still & ~in_hand & or_(job_run.c.state == NEW, waits))


def idle_uploads(tx: Tx, now_ms: int) -> list[int]:
    """Uploads to which no file came for too long; walks job_run_by_state."""
    return list(tx.execute(select(job_run.c.id).where(active(), job_run.c.open_until_ms <= now_ms)).scalars())


def _add(tx: Tx, run_id: int, sums: Mapping[str, int]) -> None:
    tx.execute(_adding(tuple(sorted(sums))), {"of_run": run_id, **{f"more_{name}": sums[name] for name in sums}})


@cache
def _adding(columns: tuple[str, ...]) -> Update:
    """Made once for each of the few sets of columns that are counted up together."""
    more = {column: job_log.c[column] + bindparam(f"more_{column}") for column in columns}
    return update(job_log).where(job_log.c.run_id == bindparam("of_run")).values(more)


def active() -> ColumnElement[bool]:
    """What job_run_by_state finds: runs that have not ended."""
    return job_run.c.state.in_((NEW, RUNNING))


def has_work() -> ColumnElement[bool]:
    """Of an active run: nobody has begun it, or an item of it waits, and it may go on."""
    waits = exists().where(job_item.c.run_id == job_run.c.id, job_item.c.state == WAITING)
    return ~job_run.c.held & or_(job_run.c.state == NEW, waits)


def may_wake(before_ms: int | BindParameter[int]) -> ColumnElement[bool]:
    """Of an active run: its workers left it before a moment, and it may go on now."""
    free = job_run.c.held & ~job_run.c.paused & ~job_run.c.stopping
    return free & (job_run.c.progressed_ms <= before_ms)


def may_stop() -> ColumnElement[bool]:
    """Of an active run: it is to be stopped, and nobody has an item of it in hand."""
    in_hand = exists().where(job_item.c.run_id == job_run.c.id, job_item.c.state == WORKING)
    return job_run.c.stopping & ~in_hand


_LINES = insert(job_log_detail)
_ONE = select(*_COLUMNS).where(job_run.c.id == bindparam("of_run"))
"""Made once, as the next ones: to make a statement takes as long as to carry it out, and these are for every item."""
_LOCK = _ONE.with_for_update()
_PROGRESS = (
    update(job_run)
    .where(job_run.c.id == bindparam("of_run"))
    .values(done_items=job_run.c.done_items + bindparam("more"), progressed_ms=bindparam("now_ms"))
    .returning(job_run.c.stopping, job_run.c.done_items, job_run.c.total_items)
)


def _one(tx: Tx, run_id: int, *, lock: bool) -> Running | None:
    row = tx.execute(_LOCK if lock else _ONE, {"of_run": run_id}).mappings().one_or_none()
    return None if row is None else Running(**row)


def _many(tx: Tx, wanted: ColumnElement[bool]) -> list[Running]:
    found = tx.execute(select(*_COLUMNS).where(active(), wanted).order_by(job_run.c.id)).mappings()
    return [Running(**row) for row in found]
