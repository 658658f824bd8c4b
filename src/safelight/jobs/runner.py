"""Works on runs: begins them, takes their items one by one, and lets go when it must.

A chunk is one turn at a run: at most 200 items and five seconds, or one item. What waits after that is dispatched
anew, behind what others wait for. A paused run is left as it is; the worker's rounds dispatch it when it is resumed.
"""

import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from structlog.contextvars import bound_contextvars

from safelight.domain.faults import Fault, UnknownCompany
from safelight.domain.handles import company_handle
from safelight.domain.items import ALONE_FROM, Item
from safelight.domain.running import CHUNK_ITEMS, Running
from safelight.imaging.sandbox import Sandbox
from safelight.jobs import REGISTRY, Kind, attempts
from safelight.jobs.run import CHECK_S, Run
from safelight.jobs.signals import HinderedError, NotYetError, PauseAskedError, StopAskedError, TurnOverError
from safelight.jobs.turnstile import Claim, Place, Turnstile
from safelight.jobs.wishes import Wishes
from safelight.services import accounts, companies, runs, texts
from safelight.services.context import Parts

log = structlog.get_logger()

TURN_S = 5.0
RUNS_AT_ONCE = 16
"""Turns at work in a process, of all companies; they share its places item by item."""
COMPANY_RUNS_AT_ONCE = 8


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
        self._wishes = Wishes(parts)
        self._in_hand: set[int] = set()
        self._counting = threading.Lock()
        self._turns: Counter[int] = Counter()
        self._next_crowd = 0.0

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
        record = runs.get(self._parts, run_id)
        if record is None or record.is_done:
            return
        facts = {"run": run_id, "job": record.name, "kind": record.element, "company": record.company_id}
        with bound_contextvars(**facts), self._counted(record):
            if record.element in REGISTRY:
                self._work(record, turn_s)
            else:
                log.warning("run.left_to_newer_worker")
                runs.defer(self._parts, run_id)

    def _work(self, record: Running, turn_s: float) -> None:
        run = self._begin(record, turn_s)
        if run is None:
            return
        try:
            self._turn(run)
            self._wishes.forget(record.id)
        except StopAskedError:
            runs.stop(self._parts, record.id)
        except (PauseAskedError, TurnOverError):
            runs.leave(self._parts, record.id)
        except HinderedError as reason:
            log.warning("run.hindered", reason=str(reason))
            runs.defer(self._parts, record.id, str(reason))
        except NotYetError:
            runs.defer(self._parts, record.id)

    def _begin(self, record: Running, turn_s: float) -> Run | None:
        """The run, begun; None where there is nothing to do for it any more."""
        try:
            run = self._opened(record, turn_s)
            if record.is_new:
                kind = _kind(record)
                listed = () if record.stopping else kind.items(run)
                if not runs.begin(self._parts, record, listed, run.say(kind.progress_key)):
                    return None
            elif not record.stopping:
                runs.tell(self._parts, record, run.say(_kind(record).progress_key))
        except Fault as refusal:
            log.warning("run.refused", reason=str(refusal))
            runs.fail(self._parts, record, str(refusal))
        except runs.DatabaseTrouble:
            raise
        except Exception:
            log.exception("run.broke")
            runs.fail(self._parts, record, texts.say(record.locale, "internal_error", item=f"run {record.id}"))
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
            wishes=self._wishes,
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
            if run.out_of_time:
                break
            if not run.small and self._crowded_out(run):
                raise TurnOverError
        raise TurnOverError

    def _crowded_out(self, run: Run) -> bool:
        """Whether this turn at a large run keeps another run from beginning; asked five times a second at most."""
        with self._counting:
            now = time.monotonic()
            if now < self._next_crowd:
                return False
            self._next_crowd = now + CHECK_S
            total, own = self._turns.total(), self._turns[run.record.company_id]
        if total >= RUNS_AT_ONCE:
            return runs.any_new(self._parts, None)
        return own >= COMPANY_RUNS_AT_ONCE and runs.any_new(self._parts, run.record.company_id)

    @contextmanager
    def _counted(self, record: Running) -> Iterator[None]:
        with self._counting:
            self._turns[record.company_id] += 1
        try:
            yield
        finally:
            with self._counting:
                self._turns[record.company_id] -= 1

    def _next(self, run: Run) -> bool:
        """Do the next item; False where none waits."""
        run.check()
        with self._turnstile.place(Claim(run.record.company_id, run.small), run.check) as run.place:
            item = self._claimed(run)
            if item is None:
                return False
            if item.attempts >= ALONE_FROM:
                self._do_alone(run, run.place, item)
            else:
                self._do(run, item)
            return True

    def _claimed(self, run: Run) -> Item | None:
        """The next item. None is given for a run that is to pause or to stop as well, which the look then tells."""
        item = runs.claim(self._parts, run.record.id, self._slot)
        if item is None:
            run.look()
            item = runs.claim(self._parts, run.record.id, self._slot)
        return item

    def _do_alone(self, run: Run, place: Place, item: Item) -> None:
        """Whatever took a worker down twice has its further attempts alone, so that it takes no other item with it.

        It waits for that as one nobody has begun: should another one take the worker down meanwhile, it is no attempt.
        """
        runs.give_back(self._parts, item)
        with place.alone(run.check):
            again = runs.claim(self._parts, run.record.id, self._slot)
            if again is not None:
                self._do(run, again)

    def _do(self, run: Run, item: Item) -> None:
        with self._held(run, item):
            attempts.bring_to_end(run, item, _kind(run.record))

    @contextmanager
    def _held(self, run: Run, item: Item) -> Iterator[None]:
        """Whatever ends the work on an item early gives it back."""
        self._in_hand.add(item.id)
        run.taking_up(item)
        try:
            yield
        except runs.ItemLostError:
            log.warning("item.lost", item=item.id)
        except BaseException:
            runs.give_back(self._parts, item)
            raise
        finally:
            self._in_hand.discard(item.id)


def _kind(record: Running) -> Kind:
    return REGISTRY[record.element]
