"""ripPdfsJob: make the pages of documents into Images again, from the originals they keep.

Does what a reprocessAssetsJob of the same options does, to documents alone. Where nothing is said of PDFs their pages
are rasterised at the usual resolution (assumed). Source: IPS API reference, RipPdfsJob, which calls it deprecated.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from safelight.assets import options
from safelight.contract.codec import from_json
from safelight.contract.shapes import ReprocessAssetsJob, RipPdfsJob
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import job, remake
from safelight.jobs.run import Run
from safelight.services.runs import Write

DOCUMENTS: Final = ("Pdf", "PostScript", "Illustrator")
RIPPED: Final = {"process": "Rasterize"}


@job("ripPdfsJob")
class RipPdfs:
    progress_key = remake.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        options.read_again(_again(run))
        return remake.items(run, run.options(RipPdfsJob).pdf_handle_array)

    def work(self, run: Run, item: Item) -> Write:
        return remake.again(run, item, _again(run), DOCUMENTS)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return remake.refusal(run, item, reason)


def _again(run: Run) -> ReprocessAssetsJob:
    """The job as the one it is deprecated for."""
    return run.read(ReprocessAssetsJob, _renamed)


def _renamed(told: Mapping[str, Any]) -> ReprocessAssetsJob:
    kept = {name: value for name, value in told.items() if name != "pdfHandleArray"}
    pdf = RIPPED | (kept.get("pdfOptions") or {})
    return from_json(ReprocessAssetsJob, kept | {"assetHandleArray": told["pdfHandleArray"], "pdfOptions": pdf})
