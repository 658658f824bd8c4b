"""imageServingPublishJob: make live what is marked for publish.

One item, the generation, written in pieces; each asset that changed is a line of the log. Lines for what was taken back
from publication, and that transfers are counted as files are, are assumed.
"""

from collections.abc import Iterable
from typing import Final

from safelight.contract.shapes import ImageServingPublishJob
from safelight.domain.faults import PublishUnderWay
from safelight.domain.items import Item, NewItem
from safelight.domain.publishing import Generation, Outcome, PublishContext
from safelight.domain.running import Line
from safelight.jobs import job
from safelight.jobs.run import Run
from safelight.jobs.signals import NotYetError
from safelight.services import publishing
from safelight.services.runs import Tx, Write

ASSET_TYPE: Final = "OptimizedImage"
FULL: Final = "Full"


@job("imageServingPublishJob")
class ImageServingPublish:
    progress_key = "progress_publish"

    def items(self, run: Run) -> Iterable[NewItem]:
        return [NewItem(_context(run).name)]

    def work(self, run: Run, item: Item) -> Write:
        generation = _begun(run, _context(run))
        full = run.options(ImageServingPublishJob).publish_type == FULL
        done = live = False

        def add(tx: Tx) -> list[Line]:
            nonlocal done
            piece = publishing.add_changes(tx, generation, full=full)
            done = piece.done
            return [_line(run, outcome) for outcome in piece.outcomes]

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

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        message = run.say("publish_error", name=item.target, reason=reason)
        return Line(run.record.kind.error, message, counts={"file_error": 1, "total_files": 1})


def _context(run: Run) -> PublishContext:
    wanted = run.options(ImageServingPublishJob).context_handle
    with run.parts.database.read() as tx:
        return publishing.serving_context(tx, run.company.id, wanted)


def _begun(run: Run, context: PublishContext) -> Generation:
    """The generation of this run. Raises NotYetError while another one is at work on the context."""
    try:
        with run.parts.database.write() as tx:
            return publishing.begin(tx, context.id, run.record.id, run.parts.clock.now_ms())
    except PublishUnderWay:
        raise NotYetError from None


def _line(run: Run, outcome: Outcome) -> Line:
    failed = outcome.result == "error"
    counts = {"file_error": 1} if failed else {"file_success": 1, "transfer_success": 1}
    return Line(
        run.record.kind.error if failed else run.record.kind.success,
        run.say(f"publish_{outcome.result}", name=outcome.name, reason=outcome.reason),
        asset_name=outcome.name,
        asset_type=ASSET_TYPE,
        asset_id=outcome.asset_id,
        counts={"total_files": 1, **counts},
    )
