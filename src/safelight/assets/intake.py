"""Taking a file in: what it is, what is made of it, and the asset it becomes."""

from dataclasses import dataclass, replace
from pathlib import Path

from safelight.assets.kind import REGISTRY, Kind
from safelight.assets.options import Wanted
from safelight.domain.blobs import Blob
from safelight.domain.faults import EmptyFile, UnknownFormat
from safelight.domain.images import Crop
from safelight.domain.people import Company
from safelight.imaging import formats
from safelight.imaging.ingest import Prepared
from safelight.imaging.limits import KNOWN_NAMES
from safelight.imaging.sandbox import Sandbox, ShouldStop
from safelight.services import ingest
from safelight.services.context import Parts
from safelight.services.ingest import Made, Placed, Tx


@dataclass(frozen=True, slots=True)
class Ready:
    """A file whose bytes and derivatives are safe; only its rows are missing."""

    type: str
    made: Made
    target_path: str
    wanted: Wanted


def prepare(
    parts: Parts,
    sandbox: Sandbox,
    company: Company,
    *,
    original: Blob,
    target_path: str,
    wanted: Wanted,
    workdir: Path,
    should_stop: ShouldStop,
) -> Ready:
    """Recognise a stored file and derive from it; takes as long as decoding does, and holds no transaction.

    workdir: a folder of the caller's, for this file alone
    raises:  EmptyFile, UnknownFormat, and as `Sandbox.prepare`
    """
    with parts.blobs.local_path(original.digest) as path:
        draft = _derive(parts, sandbox, company, path, target_path, wanted, workdir, should_stop)
    return _kept(parts, draft, original)


def prepare_file(
    parts: Parts,
    sandbox: Sandbox,
    company: Company,
    *,
    path: Path,
    target_path: str,
    wanted: Wanted,
    workdir: Path,
    should_stop: ShouldStop,
) -> Ready:
    """As `prepare`, for a file that is not stored yet: it goes into the store only if it can be taken in.

    path: a file of the caller's, gone afterwards
    """
    draft = _derive(parts, sandbox, company, path, target_path, wanted, workdir, should_stop)
    return _kept(parts, draft, parts.blobs.take_file(path))


def place(tx: Tx, company: Company, ready: Ready, *, user: str, now_ms: int) -> Placed:
    """Make the asset, or replace one, in the caller's transaction; see `services.ingest.place_image`."""
    kind = REGISTRY[ready.type]
    return kind.place(tx, company, ready.target_path, ready.made, ready.wanted.placement, user=user, now_ms=now_ms)


def recognised(path: Path) -> tuple[str, Kind]:
    """The asset type of a file, by its content. Raises EmptyFile, UnknownFormat."""
    with path.open("rb") as file:
        head = file.read(formats.HEAD_BYTES)
    if not head:
        raise EmptyFile
    for type_, kind in REGISTRY.items():
        if kind.recognises(head):
            return type_, kind
    raise UnknownFormat(formats.describe(head), KNOWN_NAMES)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was made of a file, still in the work folder."""

    type: str
    prepared: Prepared
    crop: Crop
    target_path: str
    wanted: Wanted


def _derive(
    parts: Parts,
    sandbox: Sandbox,
    company: Company,
    path: Path,
    target_path: str,
    wanted: Wanted,
    workdir: Path,
    should_stop: ShouldStop,
) -> _Draft:
    type_, kind = recognised(path)
    with parts.database.read() as tx:
        crop = ingest.crop_for(tx, company, target_path, wanted.placement)
    prepared = kind.prepare(sandbox, path, workdir, replace(wanted.pixels, crop=crop), should_stop)
    return _Draft(type_, prepared, crop, target_path, wanted)


def _kept(parts: Parts, draft: _Draft, original: Blob) -> Ready:
    pyramid = parts.blobs.take_file(draft.prepared.pyramid)
    made = Made(draft.prepared.facts, original, pyramid, draft.crop)
    return Ready(draft.type, made, draft.target_path, draft.wanted)
