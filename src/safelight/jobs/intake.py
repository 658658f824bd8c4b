"""The part that all uploads have in common: from a file to its assets and its line in the log."""

from pathlib import Path
from typing import Final

from safelight.assets import intake
from safelight.assets.desk import Desk
from safelight.assets.intake import Ready
from safelight.assets.options import Wanted
from safelight.domain.blobs import Blob
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.imaging.sandbox import StoppedError
from safelight.jobs.run import Run
from safelight.services import meters, runs
from safelight.services.arrivals import Arrival, Made
from safelight.services.ingest import Placed
from safelight.services.runs import Tx, Write

PROGRESS_KEY: Final = "progress_upload"
ASSET_TYPE: Final = "MasterImage"
"""What a log calls a picture that came, and a file of which nothing is known; assumed."""
NAMED_ALIKE: Final = frozenset(
    (
        "Aco",
        "Cabinet",
        "Font",
        "IccProfile",
        "Pdf",
        "PsdTemplate",
        "Svg",
        "Video",
        "Vignette",
        "WindowCovering",
        "Xml",
        "Xsl",
        "Zip",
    )
)
"""Asset types that are Job Log File Types as well."""
NO_TYPE: Final = "NoType"
COUNTED: Final = {"created": {}, "updated": {"file_update": 1}, "duplicate": {"file_duplicate": 1}}
FROM_ARCHIVE: Final = "from_archive"
"""Marks an item that came out of an archive: an archive among them is kept, not opened (assumed)."""


def take_file(run: Run, item: Item, path: Path, target: str, wanted: Wanted) -> Write:
    """Take in a file of the run's work folder; its bytes are kept only if it is of a known kind."""
    size_bytes = path.stat().st_size
    meters.count_bytes(run.record.element, size_bytes)
    run.parts.traces.tell(bytes=size_bytes)
    run.progress.came(size_bytes)
    try:
        if wanted.unpack and (opening := _opening(run, item, path, target)) is not None:
            return opening
        ready = intake.prepare_file(_desk(run), path=path, target_path=target, wanted=wanted)
    except StoppedError:
        raise run.interruption from None
    return _placing(run, ready, target)


def take_blob(run: Run, item: Item, wanted: Wanted) -> Write:
    """Take in the file of an item that came into the blob store already."""
    assert item.blob_digest is not None
    original = Blob(item.blob_digest, item.size_bytes)
    run.progress.came(item.size_bytes)
    try:
        if wanted.unpack:
            with run.parts.blobs.local_path(original.digest) as path:
                if (opening := _opening(run, item, path, item.target)) is not None:
                    return opening
        ready = intake.prepare(_desk(run), original=original, target_path=item.target, wanted=wanted)
    except StoppedError:
        raise run.interruption from None
    return _placing(run, ready, item.target)


def refusal(run: Run, item: Item, reason: str) -> Line:
    """The error line of a file."""
    message = run.say("upload_error", target=item.target, reason=reason)
    name = item.target.rstrip("/").rpartition("/")[2]
    counts = {"file_error": 1, "total_files": 1}
    return Line(run.record.kind.error, message, asset_name=name, asset_type=ASSET_TYPE, counts=counts)


def _desk(run: Run) -> Desk:
    return Desk(run.parts, run.sandbox, run.company, run.workdir, run.should_stop)


def _opening(run: Run, item: Item, path: Path, target: str) -> Write | None:
    """List the files of an archive as items of the run, in its place; None for a file that is no archive to open."""
    if item.source.get(FROM_ARCHIVE):
        return None
    files = intake.opened(_desk(run), path, target)
    if files is None:
        return None
    listed = [NewItem(place, {FROM_ARCHIVE: True}, blob.digest, blob.size_bytes) for place, blob in files]

    def write(tx: Tx) -> None:
        runs.extend(tx, run.parts, run.record, listed)

    return write


def _placing(run: Run, ready: Ready, target: str) -> Write:
    def write(tx: Tx) -> Line:
        placed = intake.place(tx, run.company, ready, user=run.email, now_ms=run.parts.clock.now_ms())
        if placed.warnings:
            runs.note(tx, run.parts, run.record, _warning(run, ready, target, placed))
        return Line(
            run.record.kind.success,
            run.say(f"upload_{placed.outcome}", target=target, name=placed.name),
            asset_name=placed.name,
            asset_type=_file_type(ready.came),
            asset_id=placed.asset_id,
            counts={"file_success": 1, "total_files": 1, **COUNTED[placed.outcome]},
        )

    return write


def _warning(run: Run, ready: Ready, target: str, placed: Placed) -> Line:
    """What a log says of a file that was taken in, though not all it says of itself."""
    message = run.say("upload_warning", target=target, reason="; ".join(placed.warnings))
    type_ = _file_type(ready.came)
    return Line(run.record.kind.warning, message, placed.name, type_, placed.asset_id, {"file_warning": 1})


def _file_type(came: Arrival) -> str:
    """What a log calls a file: one of the Job Log File Types."""
    if came.type in NAMED_ALIKE:
        return came.type
    return ASSET_TYPE if isinstance(came, Made) else NO_TYPE
