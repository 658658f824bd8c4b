"""The life of a run at work: begun once, its items taken and settled one by one, brought to its end.

Whoever is killed anywhere in here leaves nothing half done: each item's asset, its line in the log, the counts and its
state are one transaction, and whoever lost an item to somebody else by its token can write nothing for it.
"""

import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import structlog

from safelight.domain.blobs import Blob
from safelight.domain.items import Item, NewItem, Progress
from safelight.domain.jobs import RUNNING
from safelight.domain.running import CHUNK_ITEMS, LANES, Counts, Line, Running
from safelight.services import disk_warnings, follow_ons, job_defaults, meters, notices, run_traces, schedules, texts
from safelight.services.context import Parts
from safelight.store import assets_write, items, slots
from safelight.store import running as rows
from safelight.store.database import Tx
from safelight.store.running import DatabaseTrouble

__all__ = [
    "DatabaseTrouble",
    "ItemLostError",
    "Tx",
    "Write",
    "advance",
    "any_new",
    "asked",
    "attempt",
    "begin",
    "claim",
    "close_upload",
    "defer",
]
__all__ += ["dispatch", "extend", "fail", "get", "give_back", "leave", "move", "note", "settle", "stop", "tell"]

log = structlog.get_logger()

LIST_PIECE = 500

Write = Callable[[Tx], Line | None]


class ItemLostError(Exception):
    """Another worker has the item by now."""


def get(parts: Parts, run_id: int) -> Running | None:
    with parts.database.read() as tx:
        return rows.by_id(tx, run_id)


def asked(parts: Parts, run_id: int) -> Mapping[str, Any]:
    """What a run was asked to do: its job element as JSON, by wire names."""
    with parts.database.read() as tx:
        return rows.options(tx, run_id)


def begin(parts: Parts, run: Running, listed: Iterable[NewItem] | None, message: str) -> bool:
    """Write down a run's items and set it going; nothing happens where it is going already.

    Who begins it works on it; only help is dispatched.
    listed:  None where its items come from elsewhere
    returns: False where it is not going yet, for another worker has put its own list in place of ours, and will begin
    """
    count = 0 if listed is None else _list(parts, run, listed)
    with parts.database.write() as tx:
        if not _still_new(tx, run.id):
            return True
        extent = items.extent(tx, run.id)
        if extent[0] < count:
            return False
        now_ms = parts.clock.now_ms()
        rows.begin(tx, run.id, platform.node(), message, now_ms)
        meters.count_begun(run.element, now_ms - run.trigger_ms)
        rows.set_extent(tx, run.id, *extent)
        if run.element == job_defaults.UPLOAD_URLS:
            rows.put_options(tx, run.id, job_defaults.once_listed(rows.options(tx, run.id)))
        dispatch(tx, parts, replace(run, state=RUNNING), at_work=1)
        _finish_if_over(tx, parts, run.id, now_ms)
    return True


def fail(parts: Parts, run: Running, reason: str) -> None:
    """End a run that cannot be done at all."""
    with parts.database.write() as tx:
        now_ms = parts.clock.now_ms()
        rows.begin(tx, run.id, platform.node(), "", now_ms)
        items.stop(tx, run.id)
        message = texts.say(run.locale, "fatal", reason=reason)
        rows.write(tx, run.id, None, [Line("FatalError", message)], now_ms)
        rows.fail(tx, run.id)
        rows.close(tx, run.id)
        _finish_if_over(tx, parts, run.id, now_ms)


def claim(parts: Parts, run_id: int, slot: str) -> Item | None:
    """Take the next item; its attempt is written down before anything is done. None where there is none to take."""
    lease_ms = int(parts.settings.slot_stale_s * 1000)
    now_ms = parts.clock.now_ms()
    return parts.database.transact_lightly(lambda tx: items.claim(tx, run_id, slot, lease_ms, now_ms))


def move(parts: Parts, item: Item, progress: Progress) -> None:
    """Note how far an item in hand has come, for whoever watches."""
    now_ms = parts.clock.now_ms()
    parts.database.transact_lightly(lambda tx: items.move(tx, item, progress, now_ms))


def attempt(parts: Parts, item: Item) -> Item:
    """Try an item in hand once more. Raises ItemLostError."""
    if not parts.database.transact_lightly(lambda tx: items.attempt(tx, item)):
        raise ItemLostError(item)
    return item.again()


def give_back(parts: Parts, item: Item) -> None:
    """Let an item in hand wait for somebody else, as if it had not been begun."""
    parts.database.transact_lightly(lambda tx: items.give_back(tx, item))


def settle(parts: Parts, run: Running, item: Item, write: Write) -> None:
    """Bring an item to its end, and the run with its last one.

    write:  does in the transaction what the item was for, and says what to put into the log, if anything; done again
            where the database asks for it
    raises: ItemLostError, and then nothing was written
    """

    def settled(tx: Tx) -> None:
        now_ms = parts.clock.now_ms()
        if not items.finish(tx, item):
            raise ItemLostError(item)
        line = write(tx)
        if line and line.asset_id is not None:
            items.made(tx, item, line.asset_id)
        rows.write(tx, run.id, item.id, [line] if line else [], now_ms)
        if rows.progress(tx, run.id, 1, now_ms):
            _finish_if_over(tx, parts, run.id, now_ms)

    parts.database.transact(settled)


def advance(parts: Parts, run: Running, item: Item, write: Callable[[Tx], Sequence[Line]]) -> None:
    """Write one piece of an item too large for one transaction.

    raises: ItemLostError, and then nothing was written
    """

    def advanced(tx: Tx) -> None:
        if not items.holds(tx, item):
            raise ItemLostError(item)
        lines = write(tx)
        now_ms = parts.clock.now_ms()
        rows.write(tx, run.id, None, lines, now_ms)
        rows.progress(tx, run.id, 0, now_ms)

    parts.database.transact(advanced)


def note(tx: Tx, parts: Parts, run: Running, line: Line) -> None:
    """Write a line beside the one that tells of an item, in the transaction that brings that to its end."""
    rows.write(tx, run.id, None, [line], parts.clock.now_ms())


def leave(parts: Parts, run_id: int) -> None:
    """A worker turns to something else: what waits is dispatched anew, or held while the run is paused."""
    with parts.database.write() as tx:
        run = rows.lock(tx, run_id)
        if run is None or run.is_done:
            return
        if run.paused and not run.stopping:
            rows.hold(tx, run_id, held=True)
        elif items.waiting(tx, run_id):
            dispatch(tx, parts, run, lanes=1)


def defer(parts: Parts, run_id: int, message: str | None = None) -> None:
    """A worker found that something else must end first: the run is dispatched anew in a while.

    message: what its clients are told meanwhile
    """
    with parts.database.write() as tx:
        run = rows.lock(tx, run_id)
        if run is not None and not run.is_done:
            rows.hold(tx, run_id, held=True)
            rows.touch(tx, run_id, parts.clock.now_ms())
            if message is not None:
                rows.tell(tx, run_id, message)


def tell(parts: Parts, run: Running, message: str) -> None:
    """Say what a run is doing now."""
    if run.message != message:
        with parts.database.write() as tx:
            rows.tell(tx, run.id, message)


def any_new(parts: Parts, company_id: int | None) -> bool:
    """Whether any run, of a company or of any, waits to be taken up."""
    with parts.database.read() as tx:
        return rows.any_new(tx, company_id)


def stop(parts: Parts, run_id: int) -> None:
    """End what waits of a run that is to stop, and the run, once nobody has an item of it in hand."""
    with parts.database.write() as tx:
        now_ms = parts.clock.now_ms()
        rows.begin(tx, run_id, platform.node(), "", now_ms)
        items.stop(tx, run_id)
        _finish_if_over(tx, parts, run_id, now_ms)


def extend(tx: Tx, parts: Parts, run: Running, listed: Sequence[NewItem]) -> None:
    """List more items of a run at work, behind those it has; their blobs lie in the store."""
    now = rows.lock(tx, run.id)
    assert now is not None
    for item in listed:
        if item.blob_digest is not None:
            assets_write.keep_blob(tx, Blob(item.blob_digest, item.size_bytes), parts.clock.now_ms())
    size_bytes = sum(item.size_bytes for item in listed)
    items.add(tx, run.id, rows.grow(tx, run.id, len(listed), size_bytes, now.open_until_ms), listed)
    dispatch(tx, parts, now, at_work=1)


def close_upload(tx: Tx, parts: Parts, run_id: int) -> None:
    """Take no more files into an upload; it ends when what came is done."""
    rows.close(tx, run_id)
    _finish_if_over(tx, parts, run_id, parts.clock.now_ms())


def dispatch(tx: Tx, parts: Parts, run: Running, lanes: int = LANES, at_work: int = 0) -> None:
    """Have what waits of a run worked on.

    lanes:   turns at work that are dispatched at most, and never more than there is work and are workers for
    at_work: turns that need not be dispatched
    """
    waiting = 1 if run.is_new else items.waiting(tx, run.id)
    alive_ms = parts.database.now_ms(tx) - int(parts.settings.slot_stale_s * 1000)
    places = parts.settings.items_at_once * max(1, slots.living(tx, alive_ms))
    wide = max(-(-waiting // CHUNK_ITEMS), min(places, waiting))
    for chunk in rows.take_chunks(tx, run.id, max(0, min(wide, lanes) - at_work)):
        parts.dispatcher.enqueue_chunk(tx, run.id, chunk, run.company_id)


def _list(parts: Parts, run: Running, listed: Iterable[NewItem]) -> int:
    """Write the items down, piece by piece, for as long as nobody has begun the run; returns how many."""
    with parts.database.write() as tx:
        if _still_new(tx, run.id):
            items.clear(tx, run.id)
    count, source = 0, iter(listed)
    while piece := list(islice(source, LIST_PIECE)):
        with parts.database.write() as tx:
            if not _still_new(tx, run.id):
                break
            items.add(tx, run.id, count, piece)
        count += len(piece)
    return count


def _still_new(tx: Tx, run_id: int) -> bool:
    run = rows.lock(tx, run_id)
    return run is not None and run.is_new


def _finish_if_over(tx: Tx, parts: Parts, run_id: int, now_ms: int) -> None:
    run = rows.lock(tx, run_id)
    if run is None or run.is_new or run.is_done or items.open_ones(tx, run_id):
        return
    if run.open_until_ms is not None and not run.stopping:
        return
    counts = rows.counts(tx, run_id)
    message = texts.say(
        run.locale,
        "stopped" if run.stopping else "ended",
        job=run.original_name,
        success=counts.file_success,
        errors=counts.file_error,
        warnings=counts.file_warning,
    )
    rows.write(tx, run_id, None, [Line(run.kind.end, message)], now_ms)
    rows.finish(tx, run_id, now_ms)
    schedules.run_finished(tx, parts, run)
    options = rows.options(tx, run_id)
    notices.arrange(tx, parts, run, options, counts, now_ms)
    disk_warnings.arrange(tx, parts, run.id, notices.MAIL)
    follow_ons.start(tx, parts, run, options, counts, now_ms)
    _tell_of_end(parts, run, counts, now_ms)


def _tell_of_end(parts: Parts, run: Running, counts: Counts, now_ms: int) -> None:
    said = {name: getattr(counts, name) for name in counts.__slots__}
    log.info("run.finished", run=run.id, job=run.name, kind=run.element, company=run.company_id, **said)
    failed = meters.FAILED if counts.fatal or counts.file_error else meters.DONE
    outcome = meters.STOPPED if run.stopping else failed
    meters.count_ended(run.element, run.company_id, outcome, now_ms - run.began_ms)
    run_traces.ended(parts, run, counts, outcome, now_ms)
