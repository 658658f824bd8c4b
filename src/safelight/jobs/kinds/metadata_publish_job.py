"""metadataPublishJob: what assets show of their metadata fields, into the folder or bucket that the settings name.

What was published so before is passed over, and is no line, unless forcePublish asks for all again.
"""

from collections.abc import Iterable
from typing import Final

from safelight.adapters.targets import Target, target
from safelight.contract.shapes import MetadataPublishJob
from safelight.domain import handles
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import job, publish
from safelight.jobs.run import Run
from safelight.services import sent_metadata
from safelight.services.runs import Tx, Write
from safelight.services.sent_metadata import Plan

ASSET_TYPE: Final = "Xml"
"""What a log calls a document of metadata, for want of a better word in its list (assumed)."""


@job("metadataPublishJob")
class MetadataPublish:
    progress_key = "progress_publish"

    def items(self, run: Run) -> Iterable[NewItem]:
        run.options(MetadataPublishJob)
        _target(run)
        for asset_id in sent_metadata.waiting(run.parts, run.company):
            yield NewItem(handles.asset_handle(asset_id), {"asset": asset_id})

    def work(self, run: Run, item: Item) -> Write:
        with run.parts.database.read() as tx:
            plan = sent_metadata.plan(tx, run.company, item.source["asset"])
        result = _carried_out(run, plan, force=bool(run.options(MetadataPublishJob).force_publish))

        def write(tx: Tx) -> Line | None:
            sent_metadata.done(tx, run.company, plan)
            return _line(run, plan, result) if result else None

        return write

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return publish.unsent(run, item, reason)


def _target(run: Run) -> Target:
    settings = run.parts.settings
    return target(sent_metadata.address(settings, run.record.element), settings)


def _carried_out(run: Run, plan: Plan, *, force: bool) -> str:
    """Do what is to be done outside; returns what became of it, empty where all was as it should be."""
    if plan.wanted is None:
        if plan.was is None:
            return ""
        _target(run).delete(plan.was.path)
        return "removed"
    if plan.wanted == plan.was and not force:
        return ""
    document = run.workdir / "metadata.json"
    document.write_bytes(plan.body)
    _target(run).put(plan.wanted.path, document)
    return "published"


def _line(run: Run, plan: Plan, result: str) -> Line:
    message = run.say(f"metadata_{result}", name=plan.name)
    counts = {"file_success": 1, "total_files": 1, "transfer_success": 1}
    return Line(run.record.kind.success, message, plan.name, ASSET_TYPE, plan.asset_id, counts)
