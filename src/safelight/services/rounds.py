"""What a worker looks after beside its items: what is due, what was resumed, stopped, left open or forgotten."""

from dataclasses import replace

import structlog

from safelight.domain.running import Running
from safelight.services import runs, schedules
from safelight.services.context import Parts
from safelight.store import items
from safelight.store import running as rows
from safelight.store.database import Tx
from safelight.store.glance import Glance, glance

log = structlog.get_logger()

FORGOTTEN_MS = 5_000
HELD_MS = 500


def quick(parts: Parts, held_ms: int = HELD_MS) -> Glance:
    """Fire what is due, let resumed runs go on, end stopped ones and idle uploads; mostly it only asks one question.

    held_ms: runs that were left rest at least so long
    returns: what there was to do; the runs that wait, notices and purges are left to others
    """
    now_ms = parts.clock.now_ms()
    with parts.database.read() as tx:
        seen = glance(tx, now_ms, now_ms - held_ms)
        resumed = rows.to_wake(tx, now_ms - held_ms) if seen.resumed else []
        stopped = rows.to_stop(tx) if seen.stopped else []
        idle = rows.idle_uploads(tx, now_ms) if seen.idle else []
    if seen.due:
        with parts.database.write() as tx:
            schedules.fire_due(tx, parts, now_ms)
    for run in resumed:
        with parts.database.write() as tx:
            _wake(tx, parts, run.id)
    for run_id in stopped:
        runs.stop(parts, run_id)
    for run_id in idle:
        with parts.database.write() as tx:
            _close(tx, parts, run_id, now_ms)
    return replace(seen, waiting=seen.waiting or seen.due or seen.resumed)


def slow(parts: Parts) -> None:
    """Pick up what nobody has in hand any more, though somebody should."""
    with parts.database.read() as tx:
        expired = items.any_expired(tx, parts.database.now_ms(tx))
        forgotten = rows.forgotten(tx, parts.clock.now_ms() - FORGOTTEN_MS)
    if expired:
        with parts.database.write() as tx:
            released = items.release_expired(tx, parts.database.now_ms(tx))
        log.warning("items.released", count=released)
    for run in forgotten:
        if not parts.dispatcher.dispatched(run.id):
            log.warning("run.picked_up", run=run.id)
            with parts.database.write() as tx:
                rows.touch(tx, run.id, parts.clock.now_ms())
                runs.dispatch(tx, parts, run)


def workable(parts: Parts) -> list[Running]:
    """Runs that wait for somebody to work on them, oldest first."""
    with parts.database.read() as tx:
        return rows.workable(tx)


def _wake(tx: Tx, parts: Parts, run_id: int) -> None:
    run = rows.lock(tx, run_id)
    if run is not None and run.held and not run.paused:
        rows.hold(tx, run_id, held=False)
        runs.dispatch(tx, parts, run)


def _close(tx: Tx, parts: Parts, run_id: int, now_ms: int) -> None:
    run = rows.lock(tx, run_id)
    if run is not None and run.open_until_ms is not None and run.open_until_ms <= now_ms:
        log.info("upload.closed_idle", run=run_id)
        runs.close_upload(tx, parts, run_id)
