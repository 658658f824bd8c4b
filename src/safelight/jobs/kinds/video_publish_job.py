"""videoPublishJob: make live the videos, sounds, captions and Flash files that are marked, as the files they are."""

from collections.abc import Iterable
from typing import Final

from safelight.contract.shapes import VideoPublishJob
from safelight.domain.items import Item, NewItem
from safelight.domain.publishing import VIDEO, Outcome
from safelight.domain.running import Line
from safelight.jobs import job, publish
from safelight.jobs.run import Run
from safelight.services.runs import Write

LOG_TYPES: Final = {"Flash": "ViewerSwf", "ViewerSwf": "ViewerSwf"}
"""What a log calls an asset type; all others are Video (assumed)."""


@job("videoPublishJob")
class VideoPublish:
    progress_key = publish.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        return publish.items(run, VIDEO, run.options(VideoPublishJob).context_handle)

    def work(self, run: Run, item: Item) -> Write:
        handle = run.options(VideoPublishJob).context_handle
        return publish.work(run, item, VIDEO, handle, full=True, line=_line)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return publish.refusal(run, item, reason)


def _line(run: Run, outcome: Outcome) -> Line:
    return publish.told(run, outcome, LOG_TYPES.get(outcome.type, "Video"))
