"""Notices: what is still to be told about runs that ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import job_log_detail, notice


@dataclass(frozen=True, slots=True)
class Notice:
    """attempts: begun so far, this one included; payload: what its kind needs to be sent."""

    id: int
    run_id: int
    kind: str
    payload: Mapping[str, Any]
    attempts: int


def add(tx: Tx, run_id: int, kind: str, payload: Mapping[str, Any], now_ms: int) -> None:
    """Have something told about a run; of each kind one at most."""
    values = {"run_id": run_id, "kind": kind, "payload": dict(payload), "attempts": 0, "next_try_ms": now_ms}
    tx.execute(upserts.insert(tx, notice).values(**values).on_conflict_do_nothing())


def take(tx: Tx, now_ms: int, until_ms: int) -> Notice | None:
    """The notice that is due longest, taken off the others' hands until a moment; walks notice_by_next_try."""
    due = select(notice).where(notice.c.next_try_ms <= now_ms).order_by(notice.c.next_try_ms, notice.c.id).limit(1)
    row = tx.execute(due.with_for_update(skip_locked=True)).mappings().one_or_none()
    if row is None:
        return None
    attempts = row["attempts"] + 1
    tx.execute(update(notice).where(notice.c.id == row["id"]).values(attempts=attempts, next_try_ms=until_ms))
    return Notice(row["id"], row["run_id"], row["kind"], row["payload"], attempts)


def settle(tx: Tx, notice_id: int, next_try_ms: int | None, error: str | None) -> None:
    """Note how it went: sent, or to be tried again, or given up with an error."""
    tx.execute(update(notice).where(notice.c.id == notice_id).values(next_try_ms=next_try_ms, error=error))


def any_due(tx: Tx, now_ms: int) -> bool:
    """Walks notice_by_next_try."""
    return tx.execute(select(notice.c.id).where(notice.c.next_try_ms <= now_ms).limit(1)).first() is not None


def messages(tx: Tx, run_id: int, log_types: frozenset[str], limit: int) -> list[str]:
    """The first lines of some types in a run's log; walks job_log_detail_by_run."""
    wanted = (job_log_detail.c.run_id == run_id) & job_log_detail.c.log_type.in_(log_types)
    lines = select(job_log_detail.c.message).where(wanted).order_by(job_log_detail.c.id).limit(limit)
    return list(tx.execute(lines).scalars())
