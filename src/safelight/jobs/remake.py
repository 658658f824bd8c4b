"""The part that jobs have in common which make pictures again from the originals of their assets."""

from collections.abc import Collection, Sequence

from safelight.assets import options, remaking
from safelight.assets.desk import Desk
from safelight.assets.options import Wanted
from safelight.contract.shapes import ReprocessAssetsJob
from safelight.domain.assets import Asset
from safelight.domain.faults import WrongType
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.imaging.sandbox import StoppedError
from safelight.jobs.run import Run
from safelight.services import assets, renewal
from safelight.services.renewal import Marks
from safelight.services.runs import Tx, Write

PROGRESS_KEY = "progress_upload"
ASSET_TYPE = "OptimizedImage"


def items(run: Run, handles: Sequence[str]) -> list[NewItem]:
    """An item for each asset, named by it."""
    named = tuple(dict.fromkeys(handles))
    with run.parts.database.read() as tx:
        names = {one.handle: one.name for one in assets.by_handles(tx, run.company, named)}
    return [NewItem(names.get(handle, handle), {"asset": handle}) for handle in named]


def again(run: Run, item: Item, job: ReprocessAssetsJob, types: Collection[str] = ()) -> Write:
    """Make what is served of an item's asset again, as a job says; types: that it may be of, any where none are named

    raises: AlreadyInTrash, WrongType, and the like
    """
    with run.parts.database.read() as tx:
        asset = renewal.find(tx, run.company, item.source["asset"], run.email)
    if types and asset.type not in types:
        raise WrongType(asset.name, asset.type, types)
    marks = Marks(job.ready_for_publish, job.preserve_publish_state, tuple(job.project_handle_array or ()))
    return make(run, asset, options.read_again(job, marked=asset.ready_for_publish), marks, run.email)


def make(run: Run, asset: Asset, wanted: Wanted, marks: Marks, user: str) -> Write:
    """Make what is served of an asset again; user: who is named as the last to change it"""
    desk = Desk(run.parts, run.sandbox, run.company, run.workdir, run.should_stop)
    try:
        ready = remaking.remake(desk, asset, wanted)
    except StoppedError:
        raise run.interruption from None

    def write(tx: Tx) -> Line:
        now_ms = run.parts.clock.now_ms()
        changed = remaking.renew(tx, run.company, asset, ready, marks, user=user, now_ms=now_ms)
        changed = changed or bool(ready.byproducts)
        return Line(
            run.record.kind.success,
            run.say("remade" if changed else "remade_same", name=asset.name),
            asset_name=asset.name,
            asset_type=ASSET_TYPE,
            asset_id=asset.id,
            counts={"file_success": 1, "total_files": 1, "file_update": int(changed)},
        )

    return write


def refusal(run: Run, item: Item, reason: str) -> Line:
    """The error line of an asset."""
    return Line(
        run.record.kind.error,
        run.say("upload_error", target=item.target, reason=reason),
        asset_name=item.target,
        asset_type=ASSET_TYPE,
        counts={"file_error": 1, "total_files": 1},
    )
