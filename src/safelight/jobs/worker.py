"""The worker: a process that stands on a slot, works on what the queue gives it, and looks after what else is due."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType

import structlog

from safelight.adapters.engine import Engine
from safelight.jobs import workshop
from safelight.jobs.runner import COMPANY_RUNS_AT_ONCE, RUNS_AT_ONCE, Runner
from safelight.services import cdn, exports, invariants, notices, rounds, slots
from safelight.services.context import Parts
from safelight.services.slots import Lease

log = structlog.get_logger()

ROUND_S = 0.2
"""Between two questions whether there is work, each one indexed query; then the queue is looked at."""
SLOW_ROUND_S = 5.0
SEND_ROUND_S = 10.0
"""What is to be sent is sent when a round sees it; this is for what no round saw."""
NOTICES_AT_ONCE = 3
"""So that one address that does not answer holds up no other."""
TIDY_ROUND_S = 3600.0
KEPT = timedelta(days=1)
GRACE_S = 15
EXIT_SLOT_LOST = 70


class Worker:
    """One in a process; `run` returns when the process was asked to end."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._leaving = threading.Event()
        self._notices = threading.Event()
        self._purges = threading.Event()
        self._rescuers: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> None:
        """Stand on a slot and work until `end`."""
        lease = slots.take(self._parts)
        runner = workshop.runner(self._parts, lease.slot, self._leaving.is_set)
        engine = Engine(self._parts.database.url, lease.slot, runner.run_job, runner.run_chunk)
        self._parts.dispatcher.open_queue(at_once=RUNS_AT_ONCE, company_at_once=COMPANY_RUNS_AT_ONCE)
        engine.launch()
        log.info("worker.started", slot=lease.slot, pid=os.getpid())
        threads = [
            self._every(self._heartbeat_s, "heartbeat", lambda: self._beat(lease, runner)),
            *(
                self._every(SEND_ROUND_S, "notices", lambda: notices.send_due(self._parts), self._notices)
                for _ in range(NOTICES_AT_ONCE)
            ),
            self._every(SEND_ROUND_S, "purges", lambda: cdn.send_due(self._parts), self._purges),
            self._every(SLOW_ROUND_S, "slow round", lambda: self._slow(lease)),
            self._every(TIDY_ROUND_S, "tidying", lambda: self._tidy(engine)),
        ]
        self._repeat(ROUND_S, "round", lambda: self._round(engine))
        for bell in (self._notices, self._purges):
            bell.set()
        engine.close(GRACE_S)
        for thread in threads:
            thread.join(GRACE_S)
        slots.leave(self._parts, lease, work_left=self._parts.dispatcher.unfinished(lease.slot))
        log.info("worker.ended", slot=lease.slot)

    def end(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Let go of what is in hand, for others to go on with, and return from `run`. Safe in a signal handler."""
        self._leaving.set()

    @property
    def _heartbeat_s(self) -> float:
        return self._parts.settings.slot_stale_s / 5

    def _every(
        self, seconds: float, name: str, work: Callable[[], object], bell: threading.Event | None = None
    ) -> threading.Thread:
        thread = threading.Thread(target=self._repeat, args=(seconds, name, work, bell), name=name, daemon=True)
        thread.start()
        return thread

    def _repeat(
        self, seconds: float, name: str, work: Callable[[], object], bell: threading.Event | None = None
    ) -> None:
        """Do it now and again until the worker ends; a failure is logged and does not end it.

        bell: has it done before the time is over
        """
        while not self._leaving.is_set():
            try:
                work()
            except Exception:
                log.exception("worker.failed", at=name)
            (bell or self._leaving).wait(seconds)
            if bell is not None and not self._leaving.is_set():
                bell.clear()

    def _beat(self, lease: Lease, runner: Runner) -> None:
        if not slots.beat(self._parts, lease, runner.in_hand):
            log.error("worker.slot_lost", slot=lease.slot)
            os._exit(EXIT_SLOT_LOST)

    def _round(self, engine: Engine) -> None:
        seen = rounds.quick(self._parts)
        if seen.waiting:
            engine.stir()
        if seen.notices:
            self._notices.set()
        if seen.purges:
            self._purges.set()

    def _slow(self, lease: Lease) -> None:
        rounds.slow(self._parts)
        for slot in slots.stale(self._parts, lease.slot):
            rescuer = self._rescuers.get(slot)
            if rescuer is None or rescuer.poll() is not None:
                log.warning("worker.rescues", slot=slot)
                command = [sys.executable, "-m", "safelight", "worker", "--recover", slot]
                self._rescuers[slot] = subprocess.Popen(command)  # noqa: S603  our own program

    def _tidy(self, engine: Engine) -> None:
        """At the start, and every hour."""
        since = datetime.now(UTC) - KEPT
        for what in invariants.broken(self._parts, int(since.timestamp() * 1000), with_blobs=False):
            log.error("worker.found_broken", what=what)
        engine.prune(since.isoformat())
        exports.forget_ended(self._parts)
        cdn.forget_ended(self._parts)
        self._parts.blobs.sweep()


def serve(parts: Parts) -> None:
    """Be a worker until SIGTERM or SIGINT."""
    worker = Worker(parts)
    signal.signal(signal.SIGTERM, worker.end)
    signal.signal(signal.SIGINT, worker.end)
    worker.run()


def recover(parts: Parts, slot: str) -> None:
    """Stand on the slot of a dead worker just long enough for what ran there to be in the queue again.

    raises: slots.SlotTakenError where the worker is not dead
    """
    lease = slots.take(parts, slot)
    engine = Engine(parts.database.url, slot, _never, _never)
    engine.launch_deaf()
    until = time.monotonic() + parts.settings.slot_stale_s
    while parts.dispatcher.unfinished(slot) and time.monotonic() < until:
        time.sleep(ROUND_S)
    engine.close(0)
    slots.leave(parts, lease, work_left=parts.dispatcher.unfinished(slot))
    log.info("worker.recovered", slot=slot)


def _never(*_numbers: int) -> None:
    raise AssertionError("a rescuer listens to no queue")
