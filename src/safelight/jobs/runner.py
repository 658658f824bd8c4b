"""Works on runs: begins them, takes their items one by one, and lets go when it must.

A chunk is one turn at a run: at most 200 items and five seconds, or one item. What waits after that is dispatched
anew, behind what others wait for. A paused run is left as it is; the worker's rounds dispatch it when it is resumed.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from safelight.domain.faults import Fault, UnknownCompany
from safelight.domain.handles import company_handle
from safelight.domain.items import MAX_ATTEMPTS, Item, TransientError
from safelight.domain.running import CHUNK_ITEMS, Running
from safelight.imaging.sandbox import Sandbox
from safelight.jobs import REGISTRY, Kind
from safelight.jobs.run import Run
from safelight.jobs.signals import LetGoError, NotYetError, PauseAskedError, StopAskedError, TurnOverError
from safelight.jobs.turnstile import Turnstile
from safelight.services import accounts, companies, runs, texts
from safelight.services.context import Parts
from safelight.services.runs import Write

log = structlog.get_logger()

TURN_S = 5.0
RETRY_PAUSE_S = 0.5


class Runner:
    """One for a process; its threads work on several runs at once."""

    def __init__(self, parts: Parts, slot: str, sandbox: Sandbox, leaving: Callable[[], bool]) -> None:
        """slot: the name under which items are taken; leaving: says whether the process is about to end"""
        self._parts = parts
        self._slot = slot
        self._sandbox = sandbox
        self._leaving = leaving
        self._turnstile = Turnstile(parts.settings.items_at_once)
        self._workdir = parts.settings.data.absolute() / "work" / slot
        shutil.rmtree(self._workdir, ignore_errors=True)
        self._in_hand: set[int] = set()

    @property
    def in_hand(self) -> frozenset[int]:
        """Ids of the items that threads of this process are at."""
        return frozenset(self._in_hand)

    def run_job(self, run_id: int) -> None:
        """Begin a run: list its items, dispatch help where there are many, and have the first turn at them."""
        self.work(run_id, TURN_S)

    def run_chunk(self, run_id: int, _chunk: int) -> None:
        """Have one turn at a run."""
        self.work(run_id, TURN_S)

    def work(self, run_id: int, turn_s: float) -> None:
        """Take items of a run, having begun it if nobody has, until none waits or the time is over."""
        run = self._begin(run_id, turn_s)
        if run is None:
            return
        try:
            self._turn(run)
        except StopAskedError:
            runs.stop(self._parts, run_id)
        except (PauseAskedError, TurnOverError):
            runs.leave(self._parts, run_id)
        except NotYetError:
            runs.defer(self._parts, run_id)

    def _begin(self, run_id: int, turn_s: float) -> Run | None:
        """The run, begun; None where there is nothing to do for it any more."""
        record = runs.get(self._parts, run_id)
        if record is None or record.is_done:
            return None
        try:
            run = self._opened(record, turn_s)
            if record.is_new:
                kind = _kind(record)
                listed = () if record.stopping else kind.items(run)
                if not runs.begin(self._parts, record, listed, run.say(kind.progress_key)):
                    return None
        except Fault as refusal:
            log.warning("run.refused", run=run_id, reason=str(refusal))
            runs.fail(self._parts, record, str(refusal))
        except runs.DatabaseTrouble:
            raise
        except Exception:
            log.exception("run.broke", run=run_id)
            runs.fail(self._parts, record, texts.say(record.locale, "internal_error", item=f"run {run_id}"))
        else:
            return run
        return None

    def _opened(self, record: Running, turn_s: float) -> Run:
        with self._parts.database.read() as tx:
            company = companies.in_force(tx, record.company_id, self._parts.clock.now_ms())
            account = accounts.by_id(tx, record.account_id)
        if company is None or account is None:
            raise UnknownCompany("companyHandle", company_handle(record.company_id))
        return Run(
            parts=self._parts,
            record=record,
            company=company,
            email=account.email,
            workdir=self._workdir / str(threading.get_ident()),
            sandbox=self._sandbox,
            leaving=self._leaving,
            turn_end=time.monotonic() + turn_s,
        )

    def _turn(self, run: Run) -> None:
        """Do items until none waits. Raises what ends the turn before."""
        for _ in range(CHUNK_ITEMS):
            if not self._next(run):
                return
            run.between()
        raise TurnOverError

    def _next(self, run: Run) -> bool:
        """Do the next item; False where none waits."""
        run.look()
        with self._turnstile.place(run.check):
            run.look()
            item = runs.claim(self._parts, run.record.id, self._slot)
            if item is None:
                return False
            with self._held(item):
                self._do(run, item)
            return True

    @contextmanager
    def _held(self, item: Item) -> Iterator[None]:
        """Whatever ends the work on an item early gives it back."""
        self._in_hand.add(item.id)
        try:
            yield
        except runs.ItemLostError:
            log.warning("item.lost", run=item.run_id, item=item.id)
        except BaseException:
            runs.give_back(self._parts, item)
            raise
        finally:
            self._in_hand.discard(item.id)

    def _do(self, run: Run, item: Item) -> None:
        """Bring an item to its end, trying again what may pass; each attempt is written down before it begins."""
        while True:
            try:
                runs.settle(self._parts, run.record, item, self._write(run, item))
            except (LetGoError, runs.ItemLostError, runs.DatabaseTrouble):
                raise
            except Exception as failure:  # noqa: BLE001  whatever it is, the job goes on
                reason, final = _judged(run, item, failure)
            else:
                return
            if final or item.attempts >= MAX_ATTEMPTS:
                runs.settle(self._parts, run.record, item, self._refusal(run, item, reason))
                return
            run.wait(RETRY_PAUSE_S * 2 ** (item.attempts - 1))
            item = runs.attempt(self._parts, item)

    def _write(self, run: Run, item: Item) -> Write:
        if item.attempts > MAX_ATTEMPTS:
            return self._refusal(run, item, run.say("crashed", attempts=MAX_ATTEMPTS))
        with _emptied(run.workdir):
            return _kind(run.record).work(run, item)

    def _refusal(self, run: Run, item: Item, reason: str) -> Write:
        kind = _kind(run.record)
        return lambda _tx: kind.refusal(run, item, reason)


def _judged(run: Run, item: Item, failure: Exception) -> tuple[str, bool]:
    """What the log says of a failure, and whether another try is of no use; our own bugs go to the server's log."""
    facts = {"run": item.run_id, "item": item.id, "attempt": item.attempts}
    if isinstance(failure, Fault | TransientError):
        log.warning("item.refused", **facts, reason=str(failure))
        return str(failure), isinstance(failure, Fault)
    log.error("item.broke", **facts, exc_info=failure)
    return run.say("internal_error", item=f"item {item.id}"), False


def _kind(record: Running) -> Kind:
    return REGISTRY[record.element]


@contextmanager
def _emptied(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
