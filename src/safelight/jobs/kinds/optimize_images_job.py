"""optimizeImagesJob: make the pyramid of every picture of the company again, as it was made before.

Nothing changes where that gives the same; a pyramid that is lost or was made by an older release is new. What the
original does beyond the name of the job is not known (assumed). The user named is recorded.
"""

from collections.abc import Iterable
from typing import Final

from safelight.assets.options import Wanted
from safelight.contract.shapes import OptimizeImagesJob
from safelight.domain import handles
from safelight.domain.faults import AlreadyInTrash
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import job, remake
from safelight.jobs.run import Run
from safelight.services import renewal
from safelight.services.ingest import Placement
from safelight.services.renewal import Marks
from safelight.services.runs import Tx, Write

USER: Final = "image optimization"
AS_IT_IS: Final = Placement(overwrite=True, ready_for_publish=False, preserve_publish_state=True)


@job("optimizeImagesJob")
class OptimizeImages:
    progress_key = remake.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        run.options(OptimizeImagesJob)
        for asset_id, name in renewal.pictures(run.parts, run.record.id):
            yield NewItem(name, {"asset": handles.asset_handle(asset_id)})

    def work(self, run: Run, item: Item) -> Write:
        with run.parts.database.read() as tx:
            try:
                asset = renewal.find(tx, run.company, item.source["asset"], USER)
            except AlreadyInTrash:
                return _nothing
            made = renewal.options_of(tx, asset)
        return remake.make(run, asset, Wanted(made, AS_IT_IS), Marks(), USER)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return remake.refusal(run, item, reason)


def _nothing(_tx: Tx) -> None:
    """What lies in the trash is passed over."""
