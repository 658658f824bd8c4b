"""Whether there is anything to look after: one question, asked many times a second by workers at rest."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, bindparam, exists, select

from safelight.store import running
from safelight.store.database import Tx
from safelight.store.definitions import ripe
from safelight.store.tables import cdn_invalidation, job_run, notice


@dataclass(frozen=True, slots=True)
class Glance:
    """due: definitions; resumed, stopped, idle, waiting: runs; notices, purges: what is to be sent.

    waiting: there is work for whoever listens to the queue
    """

    due: bool
    resumed: bool
    stopped: bool
    idle: bool
    waiting: bool
    notices: bool
    purges: bool


_NOW = bindparam("now_ms", type_=BigInteger)
_BEFORE = bindparam("before_ms", type_=BigInteger)


def _any_run(wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(running.active(), wanted)


ASKED = select(
    exists().where(ripe(_NOW)),
    _any_run(running.may_wake(_BEFORE)),
    _any_run(running.may_stop()),
    _any_run(job_run.c.open_until_ms <= _NOW),
    _any_run(running.has_work()),
    exists().where(notice.c.next_try_ms <= _NOW),
    exists().where(cdn_invalidation.c.next_try_ms <= _NOW),
)
"""Built once: that takes longer than the answer."""


def glance(tx: Tx, now_ms: int, before_ms: int) -> Glance:
    """Walks indexes of what is open, and no more. before_ms: runs held since then may go on."""
    return Glance(*map(bool, tx.execute(ASKED, {"now_ms": now_ms, "before_ms": before_ms}).one()))
