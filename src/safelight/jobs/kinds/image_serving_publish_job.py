"""imageServingPublishJob: make live what is marked for publish.

Full looks at every marked asset; FullWithSearch does too, since searches see all there is at any time (assumed).
"""

from collections.abc import Iterable
from typing import Final

from safelight.contract.shapes import ImageServingPublishJob
from safelight.domain.items import Item, NewItem
from safelight.domain.publishing import IMAGE_SERVING, Outcome
from safelight.domain.running import Line
from safelight.jobs import job, publish
from safelight.jobs.run import Run
from safelight.services.runs import Write

ASSET_TYPE: Final = "OptimizedImage"
INCREMENTAL: Final = "Incremental"


@job("imageServingPublishJob")
class ImageServingPublish:
    progress_key = publish.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        return publish.items(run, IMAGE_SERVING, run.options(ImageServingPublishJob).context_handle)

    def work(self, run: Run, item: Item) -> Write:
        wanted = run.options(ImageServingPublishJob)
        full = wanted.publish_type != INCREMENTAL
        return publish.work(run, item, IMAGE_SERVING, wanted.context_handle, full=full, line=_line)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return publish.refusal(run, item, reason)


def _line(run: Run, outcome: Outcome) -> Line:
    return publish.told(run, outcome, ASSET_TYPE)
