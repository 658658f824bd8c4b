"""Definitions: the jobs that are scheduled."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import BindParameter, ColumnElement, RowMapping, delete, exists, or_, select, true, update

from safelight.domain.definitions import Definition
from safelight.domain.jobs import BLOCKED, NORMAL, NOT_ENDED
from safelight.store import inserts, selections
from safelight.store.database import Tx
from safelight.store.tables import account, company, job_definition, job_run


def insert(tx: Tx, values: Mapping[str, object]) -> int | None:
    """The id of the new row, or None where its company has one of that name."""
    return inserts.unique(tx, job_definition, values)


def by_name(tx: Tx, company_id: int, name: str) -> Definition | None:
    """Walks the unique key of company and name."""
    return _one(tx, (job_definition.c.company_id == company_id) & (job_definition.c.name == name))


def lock(tx: Tx, definition_id: int) -> Definition | None:
    """The definition as it is now; nobody else fires, pauses or deletes it until the transaction ends."""
    found = select(job_definition).where(job_definition.c.id == definition_id).with_for_update()
    row = tx.execute(found).mappings().one_or_none()
    return None if row is None else _definition(row)


def due(tx: Tx, now_ms: int, limit: int, definition_id: int | None = None) -> list[Definition]:
    """Definitions whose time has come, oldest first, locked; what another process has in hand is passed over.

    Those of a company that has expired wait. Walks job_definition_by_fire.

    definition_id: only this one
    """
    wanted = (
        select(job_definition)
        .where(ripe(now_ms))
        .where(true() if definition_id is None else job_definition.c.id == definition_id)
        .order_by(job_definition.c.next_fire_ms, job_definition.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [_definition(row) for row in tx.execute(wanted).mappings()]


def any_due(tx: Tx, now_ms: int) -> bool:
    """Whether any definition's time has come; walks job_definition_by_fire."""
    return bool(tx.execute(select(exists().where(ripe(now_ms)))).scalar_one())


def listed(
    tx: Tx, companies: Collection[int] | None, name: str | None, definition_id: int | None
) -> Sequence[tuple[Definition, str]]:
    """Definitions with the email of who submitted them, by company and name.

    companies:           None for all there are
    name, definition_id: None for any
    """
    wanted = (
        selections.within(job_definition.c.company_id, companies),
        true() if name is None else job_definition.c.name == name,
        true() if definition_id is None else job_definition.c.id == definition_id,
    )
    found = (
        select(job_definition, account.c.email)
        .join(account, account.c.id == job_definition.c.account_id)
        .where(*wanted)
        .order_by(job_definition.c.company_id, job_definition.c.name)
    )
    return [(_definition(row), row[account.c.email]) for row in tx.execute(found).mappings()]


def turn(tx: Tx, seen: Definition, *, next_fire_ms: int, trigger_state: str) -> bool:
    """Set when and whether a definition fires next, if it still is as it was seen."""
    changed = update(job_definition).where(_as_seen(seen))
    return tx.execute(changed.values(next_fire_ms=next_fire_ms, trigger_state=trigger_state)).rowcount == 1


def remove(tx: Tx, seen: Definition) -> bool:
    """Take a definition off the schedule, if it still is as it was seen."""
    return tx.execute(delete(job_definition).where(_as_seen(seen))).rowcount == 1


def ripe(now_ms: int | BindParameter[int]) -> ColumnElement[bool]:
    """Due, of a company in force, and not kept from firing by a run of its own."""
    unfinished = exists().where(job_run.c.definition_id == job_definition.c.id, job_run.c.state.in_(NOT_ENDED))
    free = (job_definition.c.trigger_state == BLOCKED) & ~unfinished
    in_force = exists().where(company.c.id == job_definition.c.company_id, company.c.expires_ms > now_ms)
    return (job_definition.c.next_fire_ms <= now_ms) & in_force & or_(job_definition.c.trigger_state == NORMAL, free)


def _as_seen(seen: Definition) -> ColumnElement[bool]:
    return (
        (job_definition.c.id == seen.id)
        & (job_definition.c.next_fire_ms == seen.next_fire_ms)
        & (job_definition.c.trigger_state == seen.trigger_state)
    )


def _one(tx: Tx, wanted: ColumnElement[bool]) -> Definition | None:
    row = tx.execute(select(job_definition).where(wanted)).mappings().one_or_none()
    return None if row is None else _definition(row)


def _definition(row: RowMapping) -> Definition:
    return Definition(**{column.name: row[column] for column in job_definition.c})
