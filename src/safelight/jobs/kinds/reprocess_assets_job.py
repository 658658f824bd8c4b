"""reprocessAssetsJob: make what is served of assets again, from the originals they keep, with the options given.

Pages and layers of documents are made again too, where the options ask for them. Source: IPS API reference,
ReprocessAssetsJob, for crops: a manual one that is not all zero counts, else preserveCrop says whether that of the
asset stays.
"""

from collections.abc import Iterable

from safelight.assets import options
from safelight.contract.shapes import ReprocessAssetsJob
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import job, remake
from safelight.jobs.run import Run
from safelight.services.runs import Write


@job("reprocessAssetsJob")
class ReprocessAssets:
    progress_key = remake.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        wanted = run.options(ReprocessAssetsJob)
        options.read_again(wanted)
        return remake.items(run, wanted.asset_handle_array)

    def work(self, run: Run, item: Item) -> Write:
        return remake.again(run, item, run.options(ReprocessAssetsJob))

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return remake.refusal(run, item, reason)
