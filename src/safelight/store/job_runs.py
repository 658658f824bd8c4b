"""Runs, as clients start, name, steer and watch them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields

from sqlalchemy import ColumnElement, RowMapping, Select, func, select, true, update

from safelight.domain.items import WORKING
from safelight.domain.jobs import NEW, NOT_ENDED
from safelight.domain.runs import ActiveRun, AtWork, RunState
from safelight.store import inserts, selections
from safelight.store.database import Tx
from safelight.store.tables import account, job_item, job_run

_STATE = [job_run.c[name] for name in RunState.__dataclass_fields__]
_WATCHED = (
    "locale",
    "description",
    "options",
    "server_name",
    "message",
    "trigger_ms",
    "started_ms",
    "progressed_ms",
    "total_bytes",
)
_FRESH = {
    "state": NEW,
    "paused": False,
    "stopping": False,
    "deleted": False,
    "server_name": "",
    "message": "",
    "total_items": 0,
    "done_items": 0,
    "total_bytes": 0,
}
AT_WORK_SHOWN = 20
"""Items named by target, for each run."""


def insert(tx: Tx, values: Mapping[str, object], now_ms: int) -> int | None:
    """The id of the new row of a run that nobody has taken up, or None where its key or its name is taken."""
    return inserts.unique(tx, job_run, {**values, **_FRESH, "progressed_ms": now_ms})


def id_by_key(tx: Tx, key: str) -> int | None:
    """Walks the unique key of `key`."""
    found = tx.execute(select(job_run.c.id).where(job_run.c.key == key)).scalar_one_or_none()
    return None if found is None else int(found)


def by_id(tx: Tx, run_id: int) -> RunState | None:
    """Walks the primary key."""
    return _one(tx, select(*_STATE).where(job_run.c.id == run_id))


def parent_id(tx: Tx, run_id: int) -> int | None:
    """The run that a run followed, if it followed one; walks the primary key."""
    return tx.execute(select(job_run.c.parent_run_id).where(job_run.c.id == run_id)).scalar_one_or_none()


def by_name(tx: Tx, company_id: int, name: str) -> RunState | None:
    """The run of a unique name; walks job_run_name."""
    return _one(tx, select(*_STATE).where(job_run.c.company_id == company_id, job_run.c.name == name))


def newest(tx: Tx, company_id: int, original_name: str, *, active: bool) -> RunState | None:
    """The last run submitted under a name; walks job_run_by_original_name.

    active: of those that have not ended and were not deleted
    """
    wanted = (job_run.c.company_id == company_id) & (job_run.c.original_name == original_name)
    if active:
        wanted &= _active()
    return _one(tx, select(*_STATE).where(wanted).order_by(job_run.c.id.desc()).limit(1))


def unfinished_of(tx: Tx, definition_id: int) -> RunState | None:
    """A run of a definition that has not ended, deleted or not; walks job_run_by_definition."""
    wanted = (job_run.c.definition_id == definition_id) & job_run.c.state.in_(NOT_ENDED)
    return _one(tx, select(*_STATE).where(wanted).limit(1))


def lock(tx: Tx, run_id: int) -> RunState:
    """The run as it is now; nobody else changes it until the transaction ends."""
    return _state(tx.execute(select(*_STATE).where(job_run.c.id == run_id).with_for_update()).mappings().one())


def flag(tx: Tx, run_id: int, **flags: bool) -> None:
    """Set `paused`, `stopping` or `deleted`, which whoever works on the run reads."""
    tx.execute(update(job_run).where(job_run.c.id == run_id).values(**flags))


def active(
    tx: Tx,
    companies: Collection[int] | None,
    *,
    run_id: int | None,
    original_name: str | None,
    with_waiting: bool,
) -> Sequence[ActiveRun]:
    """Runs that have not ended and were not deleted, oldest first; walks job_run_by_state (sorted here, lest it scan).

    companies:             None for all there are
    run_id, original_name: None for any
    with_waiting:          also those that nobody has taken up yet; an open upload counts as taken up
    """
    wanted = (
        selections.within(job_run.c.company_id, companies),
        true() if run_id is None else job_run.c.id == run_id,
        true() if original_name is None else job_run.c.original_name == original_name,
        true() if with_waiting else job_run.c.started_ms.is_not(None) | job_run.c.open_until_ms.is_not(None),
    )
    columns = (*_STATE, *(job_run.c[name] for name in _WATCHED), account.c.email)
    found = select(*columns).join(account, account.c.id == job_run.c.account_id).where(_active(), *wanted)
    rows = sorted(tx.execute(found).mappings(), key=lambda row: int(row[job_run.c.id]))
    ids = select(job_run.c.id).where(_active(), *wanted)
    items, at_work = _item_states(tx, ids), _at_work(tx, ids)
    return [_watched(row, items, at_work) for row in rows]


def _watched(
    row: RowMapping, items: Mapping[int, Mapping[str, int]], at_work: Mapping[int, Sequence[AtWork]]
) -> ActiveRun:
    run_id = row[job_run.c.id]
    in_hand = at_work.get(run_id, ())
    return ActiveRun(
        run=_state(row),
        email=row[account.c.email],
        items=items.get(run_id, {}),
        at_work=tuple(in_hand[:AT_WORK_SHOWN]),
        begun=sum(each.share for each in in_hand),
        **{name: row[job_run.c[name]] for name in _WATCHED},
    )


def _item_states(tx: Tx, run_ids: Select[tuple[int]]) -> dict[int, dict[str, int]]:
    """How many items of each run are in which state; walks job_item_by_state."""
    columns = (job_item.c.run_id, job_item.c.state)
    counts = select(*columns, func.count()).where(job_item.c.run_id.in_(run_ids)).group_by(*columns)
    found: dict[int, dict[str, int]] = {}
    for run_id, state, count in tx.execute(counts):
        found.setdefault(run_id, {})[state] = count
    return found


def _at_work(tx: Tx, run_ids: Select[tuple[int]]) -> dict[int, list[AtWork]]:
    """The items in hand, few in each run; walks job_item_by_state."""
    in_hand = (job_item.c.run_id.in_(run_ids)) & (job_item.c.state == WORKING)
    columns = (job_item.c[field.name] for field in fields(AtWork))
    ordered = select(job_item.c.run_id, *columns).where(in_hand).order_by(job_item.c.run_id, job_item.c.position)
    found: dict[int, list[AtWork]] = {}
    for run_id, *facts in tx.execute(ordered):
        found.setdefault(run_id, []).append(AtWork(*facts))
    return found


def _active() -> ColumnElement[bool]:
    return job_run.c.state.in_(NOT_ENDED) & ~job_run.c.deleted


def _one(tx: Tx, wanted: Select[tuple[object, ...]]) -> RunState | None:
    row = tx.execute(wanted).mappings().one_or_none()
    return None if row is None else _state(row)


def _state(row: RowMapping) -> RunState:
    return RunState(**{column.name: row[column] for column in _STATE})
