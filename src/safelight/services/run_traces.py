"""A run as whoever watches sees it: one span from its beginning to its end, below the call that asked for it.

Its items are spans below it, told by whatever process does them, long before whoever ends the run tells of the run.
"""

from contextlib import AbstractContextManager

from safelight.domain.items import Item
from safelight.domain.running import Counts, Running
from safelight.services import meters
from safelight.services.context import Parts

RUN, ITEM = "run", "item"


def place(parts: Parts, run: Running) -> str | None:
    """That of the span of a run; None where nobody is told."""
    return parts.traces.promised(_seed(run), run.traceparent) if parts.traces.on else None


def item(parts: Parts, run: Running, one: Item) -> AbstractContextManager[None]:
    """A span for the work on an item in the block; attempts and outcome are told at its end."""
    return parts.traces.span(
        f"{ITEM} {run.element}",
        place(parts, run),
        kind=run.element,
        company=run.company_id,
        run=run.id,
        item=one.id,
        target=one.target,
        bytes=one.size_bytes or None,
    )


def ended(parts: Parts, run: Running, counts: Counts, outcome: str, now_ms: int) -> None:
    """Tell of a run that has just ended."""
    parts.traces.keep_promise(
        f"{RUN} {run.element}",
        _seed(run),
        run.traceparent,
        (run.began_ms, now_ms),
        error=outcome if outcome == meters.FAILED else None,
        kind=run.element,
        company=run.company_id,
        run=run.id,
        job=run.name,
        outcome=outcome,
        items=run.total_items,
        files_done=counts.file_success,
        files_failed=counts.file_error,
        waited_ms=max(0, (run.started_ms or now_ms) - run.trigger_ms),
    )


def _seed(run: Running) -> str:
    """Like that of no other run, of other installations either: the name holds the moment of its start."""
    return f"{run.company_id} {run.id} {run.name} {run.trigger_ms}"
