"""Purges of the CDN that were asked for, and how far each has come."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import delete, insert, select, update

from safelight.store.database import Tx
from safelight.store.tables import cdn_invalidation


@dataclass(frozen=True, slots=True)
class Invalidation:
    """purged: how many of the addresses the CDN has confirmed; recipients: who are still to be mailed."""

    id: int
    company_id: int
    addresses: Sequence[str]
    purged: int
    recipients: Sequence[str]
    locale: str
    attempts: int
    next_try_ms: int | None
    completed_ms: int | None
    error: str | None


_COLUMNS = tuple(cdn_invalidation.c[field.name] for field in fields(Invalidation))


def add(tx: Tx, values: dict[str, Any]) -> int:
    made = tx.execute(insert(cdn_invalidation).values(attempts=0, **values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def by_id(tx: Tx, company_id: int, invalidation_id: int) -> Invalidation | None:
    """The purge of an id, if it is the company's; walks the primary key."""
    this = (cdn_invalidation.c.id == invalidation_id) & (cdn_invalidation.c.company_id == company_id)
    row = tx.execute(select(*_COLUMNS).where(this)).one_or_none()
    return None if row is None else Invalidation(*row)


def any_due(tx: Tx, now_ms: int) -> bool:
    """Walks cdn_invalidation_by_next_try."""
    due = select(cdn_invalidation.c.id).where(cdn_invalidation.c.next_try_ms <= now_ms)
    return tx.execute(due.limit(1)).first() is not None


def take(tx: Tx, now_ms: int, until_ms: int) -> Invalidation | None:
    """What is due longest, taken off the others' hands until a moment; walks cdn_invalidation_by_next_try."""
    due = select(*_COLUMNS).where(cdn_invalidation.c.next_try_ms <= now_ms)
    due = due.order_by(cdn_invalidation.c.next_try_ms, cdn_invalidation.c.id).limit(1)
    row = tx.execute(due.with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    change(tx, row.id, attempts=row.attempts + 1, next_try_ms=until_ms)
    return replace(Invalidation(*row), attempts=row.attempts + 1, next_try_ms=until_ms)


def change(tx: Tx, invalidation_id: int, **values: Any) -> None:
    """Note how far it has come. Walks the primary key."""
    tx.execute(update(cdn_invalidation).where(cdn_invalidation.c.id == invalidation_id).values(**values))


def drop_ended(tx: Tx, before_ms: int) -> int:
    """Forget purges that nothing more happens to, of before a moment; returns how many."""
    ended = cdn_invalidation.c.next_try_ms.is_(None) & (cdn_invalidation.c.created_ms < before_ms)
    return tx.execute(delete(cdn_invalidation).where(ended)).rowcount
