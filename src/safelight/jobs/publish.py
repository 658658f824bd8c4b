"""The part that publish jobs have in common: a generation of one context, and a line for each asset that changed.

One item, the generation, written in pieces. Lines for what was taken back from publication, and that transfers are
counted as files are, are assumed.
"""

from collections.abc import Callable, Sequence

from safelight.domain.faults import PublishUnderWay
from safelight.domain.items import Item, NewItem
from safelight.domain.publishing import Generation, Outcome, PublishContext
from safelight.domain.running import Line
from safelight.jobs.run import Run
from safelight.jobs.signals import NotYetError
from safelight.services import publishing
from safelight.services.runs import Tx, Write

PROGRESS_KEY = "progress_publish"

MakesLine = Callable[[Run, Outcome], Line]


def context(run: Run, type_: str, handle: str | None) -> PublishContext:
    """The context of a handle, else that of the company of the type a job publishes."""
    with run.parts.database.read() as tx:
        return publishing.context_of_type(tx, run.company.id, type_, handle, f"{run.record.element}/contextHandle")


def items(run: Run, type_: str, handle: str | None) -> Sequence[NewItem]:
    return [NewItem(context(run, type_, handle).name)]


def work(run: Run, item: Item, type_: str, handle: str | None, *, full: bool, line: MakesLine) -> Write:
    """Write the generation of the run and make it live; full: look at every asset that is marked."""
    generation = _begun(run, context(run, type_, handle))
    done = live = False

    def add(tx: Tx) -> list[Line]:
        nonlocal done
        piece = publishing.add_changes(tx, generation, full=full)
        done = piece.done
        return [line(run, outcome) for outcome in piece.outcomes]

    def turn(tx: Tx) -> list[Line]:
        nonlocal live
        live = publishing.turn(tx, generation, run.parts.clock.now_ms())
        return []

    while not done:
        run.advance(item, add)
        run.between()
    while not live:
        run.advance(item, turn)
    return lambda _tx: None


def told(run: Run, outcome: Outcome, asset_type: str, key: str = "publish") -> Line:
    """The line of one asset; key: of its sentence in the catalogue, `KEY_RESULT`"""
    failed = outcome.result == "error"
    counts = {"file_error": 1} if failed else {"file_success": 1, "transfer_success": 1}
    return Line(
        run.record.kind.error if failed else run.record.kind.success,
        run.say(f"{key}_{outcome.result}", name=outcome.name, reason=outcome.reason),
        asset_name=outcome.name,
        asset_type=asset_type,
        asset_id=outcome.asset_id,
        counts={"total_files": 1, **counts},
    )


def refusal(run: Run, item: Item, reason: str) -> Line:
    """The error line of a whole publish."""
    message = run.say("publish_error", name=item.target, reason=reason)
    return Line(run.record.kind.error, message, counts={"file_error": 1, "total_files": 1})


def unsent(run: Run, item: Item, reason: str) -> Line:
    """The error line of one asset that was to go to a place outside."""
    message = run.say("publish_error", name=item.target, reason=reason)
    counts = {"file_error": 1, "total_files": 1, "transfer_error": 1}
    return Line(run.record.kind.error, message, item.target, asset_id=item.source["asset"], counts=counts)


def _begun(run: Run, at: PublishContext) -> Generation:
    """The generation of this run. Raises NotYetError while another one is at work on the context."""
    try:
        with run.parts.database.write() as tx:
            return publishing.begin(tx, at.id, run.record.id, run.parts.clock.now_ms())
    except PublishUnderWay:
        raise NotYetError from None
