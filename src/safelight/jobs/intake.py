"""The part that all uploads have in common: from a file to an asset and its line in the log."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from safelight.assets import intake
from safelight.assets.intake import Ready
from safelight.assets.options import Wanted
from safelight.domain.blobs import Blob
from safelight.domain.items import Item
from safelight.domain.running import Line
from safelight.imaging.sandbox import StoppedError
from safelight.jobs.run import Run
from safelight.services.runs import Tx, Write

PROGRESS_KEY: Final = "progress_upload"
ASSET_TYPE: Final = "MasterImage"
"""What a log calls a file that came; assumed."""
COUNTED: Final = {"created": {}, "updated": {"file_update": 1}, "duplicate": {"file_duplicate": 1}}


def take_file(run: Run, path: Path, target: str, wanted: Wanted) -> Write:
    """Take in a file of the run's work folder; its bytes are kept only if it is a picture."""
    prepare = partial(intake.prepare_file, run.parts, run.sandbox, run.company, path=path)
    return _placing(run, prepare, target, wanted)


def take_blob(run: Run, original: Blob, target: str, wanted: Wanted) -> Write:
    """Take in a file that came into the blob store already."""
    prepare = partial(intake.prepare, run.parts, run.sandbox, run.company, original=original)
    return _placing(run, prepare, target, wanted)


def refusal(run: Run, item: Item, reason: str) -> Line:
    """The error line of a file."""
    message = run.say("upload_error", target=item.target, reason=reason)
    name = item.target.rstrip("/").rpartition("/")[2]
    counts = {"file_error": 1, "total_files": 1}
    return Line(run.record.kind.error, message, asset_name=name, asset_type=ASSET_TYPE, counts=counts)


def _placing(run: Run, prepare: Callable[..., Ready], target: str, wanted: Wanted) -> Write:
    try:
        ready = prepare(target_path=target, wanted=wanted, workdir=run.workdir, should_stop=run.should_stop)
    except StoppedError:
        raise run.interruption from None

    def write(tx: Tx) -> Line:
        placed = intake.place(tx, run.company, ready, user=run.email, now_ms=run.parts.clock.now_ms())
        return Line(
            run.record.kind.success,
            run.say(f"upload_{placed.outcome}", target=target, name=placed.name),
            asset_name=placed.name,
            asset_type=ASSET_TYPE,
            asset_id=placed.asset_id,
            counts={"file_success": 1, "total_files": 1, **COUNTED[placed.outcome]},
        )

    return write
