"""imageRenderingPublishJob: make live the vignettes, cabinets and window coverings that are marked, as files.

Their formats are closed: nothing is rendered from them, and each line says so.
"""

from collections.abc import Iterable

from safelight.contract.shapes import ImageRenderingPublishJob
from safelight.domain.items import Item, NewItem
from safelight.domain.publishing import IMAGE_RENDERING, Outcome
from safelight.domain.running import Line
from safelight.jobs import job, publish
from safelight.jobs.run import Run
from safelight.services.runs import Write


@job("imageRenderingPublishJob")
class ImageRenderingPublish:
    progress_key = publish.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        return publish.items(run, IMAGE_RENDERING, run.options(ImageRenderingPublishJob).context_handle)

    def work(self, run: Run, item: Item) -> Write:
        handle = run.options(ImageRenderingPublishJob).context_handle
        return publish.work(run, item, IMAGE_RENDERING, handle, full=True, line=_line)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return publish.refusal(run, item, reason)


def _line(run: Run, outcome: Outcome) -> Line:
    return publish.told(run, outcome, outcome.type, "publish_vignette")
