"""cleanupJob: the server's own job, which erases what is over.

That of the shared company does it for all that no company owns by itself, and starts one in each company whose trash
holds something to erase or to warn of. A line of the log for each asset, and for each part of the rest.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from safelight.domain.items import Item, NewItem
from safelight.domain.jobs import CLEANUP
from safelight.domain.running import Line
from safelight.domain.trash import Ended
from safelight.jobs import job
from safelight.jobs.run import Run
from safelight.services import blob_cleanup, cleanup, trash_warnings
from safelight.services.companies import SHARED_ID
from safelight.services.runs import Tx, Write

ONE: Final = {"file_success": 1, "total_files": 1}


@job(CLEANUP)
class Cleanup:
    progress_key = "progress_cleanup"

    def items(self, run: Run) -> Iterable[NewItem]:
        if run.company.id != SHARED_ID:
            return [NewItem(name, {"part": name}) for name in ("warning", "trash")]
        own = [NewItem(name, {"part": name}) for name in ("generations", "logs", "blobs")]
        others = [
            NewItem(name, {"part": "company", "company": company_id})
            for company_id, name in cleanup.with_trash(run.parts)
            if company_id != SHARED_ID
        ]
        return [*others, NewItem("trash", {"part": "trash"}), *own]

    def work(self, run: Run, item: Item) -> Write:
        return PARTS[item.source["part"]](run, item)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        message = run.say("cleanup_error", target=item.target, reason=reason)
        return Line(run.record.kind.error, message, counts={"file_error": 1, "total_files": 1})


def _company(run: Run, item: Item) -> Write:
    def write(tx: Tx) -> Line:
        cleanup.start(tx, run.parts, run.record, item.source["company"])
        return _line(run, "cleanup_company", company=item.target)

    return write


def _warn(run: Run, _item: Item) -> Write:
    def write(tx: Tx) -> Line | None:
        count = trash_warnings.arrange(tx, run.parts, run.record, run.company)
        return Line(run.record.kind.warning, run.say("cleanup_warned", count=count)) if count else None

    return write


def _erase_trash(run: Run, item: Item) -> Write:
    done = False

    def erase(tx: Tx) -> list[Line]:
        nonlocal done
        erased = cleanup.erase_trash(tx, run.parts, run.company)
        done = not erased
        return [_erased(run, asset) for asset in erased]

    while not done:
        run.advance(item, erase)
        run.between()
    return lambda _tx: None


def _erase_generations(run: Run, _item: Item) -> Write:
    count = cleanup.erase_superseded(run.parts, run.check)
    return lambda _tx: _line(run, "cleanup_generations", count=count)


def _erase_logs(run: Run, _item: Item) -> Write:
    count = cleanup.erase_logs(run.parts, run.check)
    return lambda _tx: _line(run, "cleanup_logs", count=count)


def _erase_blobs(run: Run, _item: Item) -> Write:
    erased = blob_cleanup.look_again(run.parts, run.check)
    blob_cleanup.release(run.parts, run.check)
    condemned = blob_cleanup.condemn(run.parts, run.check) + blob_cleanup.adopt(run.parts, run.check)
    return lambda _tx: _line(run, "cleanup_blobs", erased=erased, condemned=condemned)


def _line(run: Run, key: str, **facts: object) -> Line:
    return Line(run.record.kind.success, run.say(key, **facts), counts=ONE)


def _erased(run: Run, asset: Ended) -> Line:
    return Line(
        run.record.kind.success,
        run.say("cleanup_erased", name=asset.name),
        asset_name=asset.name,
        asset_type=cleanup.file_type(asset.type),
        asset_id=asset.id,
        counts=ONE,
    )


PARTS: Final[Mapping[str, Callable[[Run, Item], Write]]] = {
    "company": _company,
    "warning": _warn,
    "trash": _erase_trash,
    "generations": _erase_generations,
    "logs": _erase_logs,
    "blobs": _erase_blobs,
}
