"""Taking a file in: what it is, what is made of it, and the assets it becomes."""

from dataclasses import dataclass, replace
from pathlib import Path

from safelight.assets import mapping
from safelight.assets.desk import Desk
from safelight.assets.kind import REGISTRY, Byproduct, Draft
from safelight.assets.mapping import NOTHING, Mapped
from safelight.assets.options import Wanted
from safelight.assets.recognition import type_of
from safelight.domain.assets import ZIP
from safelight.domain.blobs import Blob
from safelight.domain.faults import EmptyFile, UnknownFormat
from safelight.domain.page_links import PageLink
from safelight.domain.people import Company
from safelight.domain.search_strings import SearchString
from safelight.imaging import extracts, formats
from safelight.imaging import xmp as xmp_packets
from safelight.services import ecatalogs, image_maps, ingest, mapped_metadata, renewal, search_strings, thumbs, xmp
from safelight.services.arrivals import Arrival, Kept, Made
from safelight.services.context import Parts
from safelight.services.ingest import Placed, Tx

KNOWN = "a picture, a document, a font, an ICC profile, an archive, audio or video, or text of a known kind"
DECODE = "decode"
"""The span of the work on a file, for whoever watches from outside."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file whose bytes and derivatives are safe; only its rows are missing."""

    came: Arrival
    target_path: str
    wanted: Wanted
    byproducts: "tuple[ReadyByproduct, ...]" = ()
    bound: bool = False
    xmp: bytes | None = None
    strings: tuple[SearchString, ...] = ()
    links: tuple[PageLink, ...] | None = None
    mapped: Mapped = NOTHING


@dataclass(frozen=True, slots=True)
class ReadyByproduct:
    """A byproduct that is as far; see `assets.kind.Byproduct`."""

    ready: Ready
    engine: str
    is_thumb: bool


def prepare(desk: Desk, *, original: Blob, target_path: str, wanted: Wanted) -> Ready:
    """Recognise a stored file and derive from it; takes as long as decoding does, and holds no transaction.

    raises: EmptyFile, UnknownFormat, and as `Sandbox.ask`
    """
    wanted = desk.resolved(wanted) if any(wanted.profiles) else wanted
    with desk.parts.blobs.local_path(original.digest) as path, desk.parts.traces.span(DECODE):
        draft = _derive(desk, path, target_path, wanted)
        mapped = mapping.of_file(desk, path, wanted)
    return replace(_stored(desk.parts, draft, original, wanted), mapped=mapped)


def prepare_file(desk: Desk, *, path: Path, target_path: str, wanted: Wanted) -> Ready:
    """As `prepare`, for a file that is not stored yet: it goes into the store only if it can be taken in.

    path: a file of the caller's, gone afterwards
    """
    wanted = desk.resolved(wanted) if any(wanted.profiles) else wanted
    with desk.parts.traces.span(DECODE):
        draft = _derive(desk, path, target_path, wanted)
        mapped = mapping.of_file(desk, path, wanted)
    return replace(_stored(desk.parts, draft, desk.parts.blobs.take_file(path), wanted), mapped=mapped)


def opened(desk: Desk, path: Path, target_path: str) -> list[tuple[str, Blob]] | None:
    """The files of an archive, stored, each with its target path; None for a file that is no archive.

    They go where the archive was to go, in its folders (assumed).

    raises: EmptyFile, UnknownFormat, ArchiveRefused, and as `Sandbox.ask`
    """
    if recognised(path, target_path) != ZIP:
        return None
    folder = target_path.rpartition("/")[0]
    files = extracts.unpacked(desk.sandbox, path, desk.workdir, desk.should_stop)
    return [(f"{folder}/{name}".lstrip("/"), desk.parts.blobs.take_file(file)) for name, file in files]


def place(tx: Tx, company: Company, ready: Ready, *, user: str, now_ms: int) -> Placed:
    """Make the asset and those made from it, or replace some, in the caller's transaction; see `ingest.place`.

    What stylesheets made of the file becomes its metadata; what of that cannot be is a warning of the result.
    """
    placed = ingest.place(tx, company, ready.target_path, ready.came, ready.wanted.placement, user=user, now_ms=now_ms)
    if isinstance(ready.came, Made):
        renewal.note(tx, placed.asset_id, ready.wanted.pixels_with(ready.came.crop))
    had_some = placed.outcome == "updated"
    if had_some or ready.xmp is not None or ready.wanted.keywords:
        xmp.take_in(tx, company.id, placed.asset_id, ready.xmp, now_ms, ready.wanted.keywords)
    if had_some or ready.strings:
        search_strings.take_in(tx, placed.asset_id, ready.strings)
    if ready.links is not None:
        image_maps.take_in(tx, placed.asset_id, ready.links, now_ms)
    zone, warnings = ready.mapped.zone, ready.mapped.warnings
    refused = mapped_metadata.take_in(tx, company, placed.asset_id, ready.mapped.values, zone)
    place_byproducts(tx, company, ready, placed.asset_id, user=user, now_ms=now_ms)
    return replace(placed, warnings=(*warnings, *refused))


def place_byproducts(tx: Tx, company: Company, ready: Ready, originator_id: int, *, user: str, now_ms: int) -> None:
    """Make the assets that were made from another one, or replace some, in the caller's transaction."""
    made_ids = []
    for one in ready.byproducts:
        made = place(tx, company, one.ready, user=user, now_ms=now_ms)
        made_ids.append(made.asset_id)
        ingest.from_original(tx, made.asset_id, originator_id, one.engine)
        if one.is_thumb:
            thumbs.put(tx, originator_id, made.asset_id)
    if ready.bound:
        marked, engine = ready.wanted.placement.ready_for_publish, ready.byproducts[0].engine
        ecatalogs.bind(
            tx,
            company,
            ready.target_path,
            originator_id,
            made_ids,
            engine,
            ready=marked,
            user=user,
            now_ms=now_ms,
        )


def recognised(path: Path, target_path: str) -> str:
    """The asset type of a file, by its content and its name. Raises EmptyFile, UnknownFormat."""
    with path.open("rb") as file:
        head = file.read(formats.HEAD_BYTES)
    if not head:
        raise EmptyFile
    found = type_of(head, target_path.rpartition("/")[2].rpartition(".")[2])
    if found is None:
        raise UnknownFormat(formats.describe(head), KNOWN)
    return found


def _derive(desk: Desk, path: Path, target_path: str, wanted: Wanted) -> Draft:
    kind = REGISTRY[recognised(path, target_path)]
    ingest.split_path(target_path)
    return replace(kind.prepare(desk.bench(wanted), path, target_path, wanted), xmp=xmp_packets.packet(path))


def _stored(parts: Parts, draft: Draft, original: Blob, wanted: Wanted) -> Ready:
    made = tuple(_stored_byproduct(parts, one, wanted) for one in draft.byproducts)
    return Ready(
        came=_arrival(parts, draft, original),
        target_path=draft.target_path,
        wanted=wanted,
        byproducts=made,
        bound=draft.bound,
        xmp=draft.xmp,
        strings=draft.strings,
        links=draft.links,
    )


def _stored_byproduct(parts: Parts, made: Byproduct, wanted: Wanted) -> ReadyByproduct:
    ready = _stored(parts, made.draft, parts.blobs.take_file(made.path), wanted)
    return ReadyByproduct(ready, made.engine, made.is_thumb)


def _arrival(parts: Parts, draft: Draft, original: Blob) -> Arrival:
    if draft.picture is None:
        return Kept(draft.type, original, draft.suffix, draft.extras)
    pyramid = parts.blobs.take_file(draft.picture.pyramid)
    return Made(draft.picture.facts, original, pyramid, draft.crop, draft.type, draft.anchor)
