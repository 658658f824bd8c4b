"""uploadPostJob: files that come by POST, in one request or several.

`services.uploads` lists them as they come.
"""

from safelight.assets import options
from safelight.contract.shapes import UploadPostJob
from safelight.domain.items import Item
from safelight.domain.running import Line
from safelight.jobs import intake, job
from safelight.jobs.run import Run
from safelight.services.runs import Write


@job("uploadPostJob")
class UploadPost:
    progress_key = intake.PROGRESS_KEY

    def items(self, run: Run) -> None:
        options.read(run.options(UploadPostJob))

    def work(self, run: Run, item: Item) -> Write:
        return intake.take_blob(run, item, options.read(run.options(UploadPostJob)))

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return intake.refusal(run, item, reason)
