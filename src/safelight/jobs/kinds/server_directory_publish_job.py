"""serverDirectoryPublishJob: originals of what is marked, into the folder or bucket that the settings name.

A file that lies there as it should is left alone, and is no line. What is marked and has no file of its own, as a set,
is a warning (assumed).
"""

from collections.abc import Iterable
from typing import Final

from safelight.adapters.targets import Target, target
from safelight.contract.shapes import ServerDirectoryPublishJob
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import job, publish
from safelight.jobs.run import Run
from safelight.services import sent_files
from safelight.services.runs import Tx, Write
from safelight.services.sent_files import Plan

LOG_TYPES: Final = {"Image": "MasterImage"}


@job("serverDirectoryPublishJob")
class ServerDirectoryPublish:
    progress_key = "progress_publish"

    def items(self, run: Run) -> Iterable[NewItem]:
        run.options(ServerDirectoryPublishJob)
        _target(run)
        for asset_id, name in sent_files.waiting(run.parts, _context(run)):
            yield NewItem(name, {"asset": asset_id})

    def work(self, run: Run, item: Item) -> Write:
        context = _context(run)
        with run.parts.database.read() as tx:
            plan = sent_files.plan(tx, context, item.source["asset"])
        if plan is None:
            return lambda _tx: None
        result = _carried_out(run, plan)

        def write(tx: Tx) -> Line | None:
            sent_ms = run.parts.clock.now_ms() if result == "published" else None
            sent_files.done(tx, context, plan, sent_ms)
            return _line(run, plan, result) if result else None

        return write

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return publish.unsent(run, item, reason)


def _context(run: Run) -> int:
    with run.parts.database.read() as tx:
        return sent_files.context_id(tx, run.company.id)


def _target(run: Run) -> Target:
    settings = run.parts.settings
    return target(sent_files.address(settings, run.record.element), settings)


def _carried_out(run: Run, plan: Plan) -> str:
    """Do what is to be done outside; returns what became of it, empty where all was as it should be."""
    outside, result = _target(run), ""
    if plan.wanted is not None:
        known = plan.wanted == plan.was and outside.size_bytes(plan.wanted.path) == plan.size_bytes
        if not known:
            with run.parts.blobs.local_path(plan.wanted.digest) as original:
                outside.put(plan.wanted.path, original)
            result = "published"
    if plan.leaves is not None:
        outside.delete(plan.leaves)
    if plan.wanted is None and plan.was is not None:
        result = "removed"
    return result or ("fileless" if plan.fileless else "")


def _line(run: Run, plan: Plan, result: str) -> Line:
    kind, type_ = run.record.kind, LOG_TYPES.get(plan.type, plan.type)
    if result == "fileless":
        message = run.say("publish_fileless", name=plan.name, type=plan.type)
        counts = {"file_warning": 1, "transfer_warning": 1}
        return Line(kind.warning, message, plan.name, type_, plan.asset_id, counts)
    counts = {"file_success": 1, "total_files": 1, "transfer_success": 1}
    return Line(kind.success, run.say(f"publish_{result}", name=plan.name), plan.name, type_, plan.asset_id, counts)
