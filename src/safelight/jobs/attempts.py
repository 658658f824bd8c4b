"""Brings an item to its end: attempts, pauses between them, and the line that says what came of it.

What may pass is tried three times, with longer and longer pauses: a network that fails, a server that answers 5xx, a
decoder that breaks down, a store that refuses one file. What cannot pass is tried once. A full disk, or a store that
does not answer at all, is no attempt: the item waits.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final

import structlog

from safelight.adapters import interruption
from safelight.adapters.blobs import StoreTrouble
from safelight.domain.faults import DecoderCrashed, Fault, ShortOfDisk
from safelight.domain.items import MAX_ATTEMPTS, MAX_BEGUN, Item, TransientError
from safelight.domain.running import Line
from safelight.jobs import Kind
from safelight.jobs.run import Run
from safelight.jobs.signals import HinderedError, LetGoError
from safelight.services import meters, room, run_traces, runs
from safelight.services.runs import Tx, Write

log = structlog.get_logger()

RETRY_PAUSE_S: Final = 0.5
GIVEN_BACK: Final = "given back"
"""What whoever watches is told of an item that somebody will begin anew."""


def bring_to_end(run: Run, item: Item, kind: Kind) -> None:
    """Do an item, and write down what came of it; each attempt is written down before it begins.

    raises: LetGoError, runs.ItemLostError, runs.DatabaseTrouble; then the item is not at its end
    """
    with run_traces.item(run.parts, run.record, item):
        try:
            _bring_to_end(run, item, kind)
        except BaseException as reason:
            run.parts.traces.tell(outcome=GIVEN_BACK, reason=type(reason).__name__)
            raise


def _bring_to_end(run: Run, item: Item, kind: Kind) -> None:
    began, outcome = time.monotonic(), meters.DONE
    for tried in count(1):
        try:
            write = _counted(run, item, _work(run, item, kind))
            with run.parts.traces.span("place"):
                runs.settle(run.parts, run.record, item, write)
            break
        except (LetGoError, runs.ItemLostError, runs.DatabaseTrouble):
            raise
        except Exception as failure:  # noqa: BLE001  whatever it is, the job goes on
            reason, final = _judged(run, item, failure)
        if final or tried >= MAX_ATTEMPTS or item.attempts >= MAX_BEGUN:
            runs.settle(run.parts, run.record, item, _counted(run, item, _refusal(run, item, kind, reason)))
            outcome = meters.FAILED
            break
        item = _again(run, item, tried)
    if item.attempts > MAX_BEGUN:
        outcome = meters.FAILED
    meters.count_item(run.record.element, run.record.company_id, outcome, time.monotonic() - began)
    wrong = outcome if outcome == meters.FAILED else None
    run.parts.traces.tell(error=wrong, outcome=outcome, attempts=min(item.attempts, MAX_BEGUN))


def _again(run: Run, item: Item, tried: int) -> Item:
    """The item at its next attempt, after a pause in which others may work."""
    meters.count_retry(run.record.element, run.record.company_id)
    with run.aside():
        run.wait(RETRY_PAUSE_S * 2 ** (tried - 1))
    return runs.attempt(run.parts, item)


def _work(run: Run, item: Item, kind: Kind) -> Write:
    if item.attempts > MAX_BEGUN:
        return _refusal(run, item, kind, run.say("crashed", attempts=MAX_BEGUN))
    try:
        room.check(run.parts)
        with _emptied(run.workdir), interruption.by(run.check):
            return kind.work(run, item)
    except ShortOfDisk as refusal:
        raise HinderedError(run.say("short_of_disk", reason=refusal)) from refusal
    except StoreTrouble as failure:
        if run.parts.blobs.answers():
            raise
        raise HinderedError(run.say("store_away")) from failure
    except OSError as failure:
        full = room.refusal(run.parts, failure)
        if full is None:
            raise
        raise HinderedError(run.say("short_of_disk", reason=full)) from failure


def _refusal(run: Run, item: Item, kind: Kind, reason: str) -> Write:
    return lambda _tx: kind.refusal(run, item, reason)


def _counted(run: Run, item: Item, write: Write) -> Write:
    """The same, its line saying how many attempts it took, where it took more than one."""
    if not 1 < item.attempts <= MAX_BEGUN:
        return write

    def counted(tx: Tx) -> Line | None:
        line = write(tx)
        return line and replace(line, message=run.say("attempts", message=line.message, attempts=item.attempts))

    return counted


def _judged(run: Run, item: Item, failure: Exception) -> tuple[str, bool]:
    """What the log says of a failure, and whether another try is of no use; our own bugs go to the server's log."""
    facts = {"item": item.id, "attempt": item.attempts}
    if isinstance(failure, Fault | TransientError):
        log.warning("item.refused", **facts, reason=str(failure))
        return str(failure), isinstance(failure, Fault) and not isinstance(failure, DecoderCrashed)
    if isinstance(failure, StoreTrouble):
        log.warning("item.refused", **facts, reason=str(failure))
        return run.say("store_trouble"), False
    log.error("item.broke", **facts, exc_info=failure)
    return run.say("internal_error", item=f"item {item.id}"), False


@contextmanager
def _emptied(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        if not folder.exists() or any(folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)
