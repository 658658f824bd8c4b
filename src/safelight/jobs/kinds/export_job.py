"""exportJob: originals, or pictures made of them by commands of a picture URL, in one archive behind a link.

An item makes one file, the last one the archive of them. Source: IPS API reference, ExportJob; `wire-facts.md` (Jobs)
for the lines. A converted picture keeps its full size unless the commands say another (assumed), and has the XMP
packet of its asset where they say `xmpEmbed=1`.
"""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from safelight.contract.shapes import ExportJob
from safelight.domain.asset_names import file_stem
from safelight.domain.assets import Asset
from safelight.domain.blobs import Blob
from safelight.domain.exports import EXTENSIONS, ORIGINAL, ExportFile, distinct
from safelight.domain.faults import NoPicture, NothingExported
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.imaging.drawn import draw_apart
from safelight.imaging.sandbox import StoppedError
from safelight.jobs import job
from safelight.jobs.run import Run
from safelight.jobs.signals import NotYetError
from safelight.services import assets, exports, publishing, xmp
from safelight.services.runs import Tx, Write

FILE, ARCHIVE = "ExportJobRenderedFile", "ExportJobZip"
ALIKE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, so that an archive made twice has the same bytes."""
READ_BYTES = 2**20


@job("exportJob")
class Export:
    progress_key = "progress_export"

    def items(self, run: Run) -> Iterable[NewItem]:
        wanted = run.options(ExportJob)
        named = tuple(dict.fromkeys(wanted.asset_handle_array))
        with run.parts.database.read() as tx:
            known = {one.handle: one.file_name for one in assets.by_handles(tx, run.company, named)}
        files = [known.get(handle, handle) for handle in named]
        names = distinct(files if wanted.fmt == ORIGINAL else map(file_stem, files))
        listed = zip(named, files, names, strict=True)
        yield from (NewItem(file, {"asset": handle, "name": name}) for handle, file, name in listed)
        yield NewItem(exports.archive_name(run.record.original_name), {"archive": True})

    def work(self, run: Run, item: Item) -> Write:
        return _archive(run, item) if item.source.get("archive") else _file(run, item)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        message = run.say("export_error", name=item.target, reason=reason)
        type_ = ARCHIVE if item.source.get("archive") else FILE
        return Line(run.record.kind.error, message, item.target, type_, counts={"file_error": 1})


def _file(run: Run, item: Item) -> Write:
    wanted = run.options(ExportJob)
    with run.parts.database.read() as tx:
        asset = exports.find(tx, run.company, item.source["asset"], run.email)
    if wanted.fmt == ORIGINAL:
        name, blob = item.source["name"], Blob(exports.original(asset), asset.file_size_bytes)
    else:
        name, blob = _converted(run, asset, item.source["name"], _query(wanted))

    def write(tx: Tx) -> Line:
        exports.put(tx, item, name, blob, run.parts.clock.now_ms())
        message = run.say("exported", name=asset.file_name, file=name)
        return Line(run.record.kind.success, message, asset.name, FILE, asset.id, {"file_success": 1})

    return write


def _query(wanted: ExportJob) -> str:
    """The macro stands behind the modifiers, so that its format counts where both name one."""
    macro = (wanted.macro or "").strip().strip("$")
    parts = [(wanted.is_modifier or "").strip().lstrip("?&"), f"${macro}$" if macro else ""]
    return "&".join(part for part in parts if part)


def _converted(run: Run, asset: Asset, stem: str, query: str) -> tuple[str, Blob]:
    """Raises NoPicture, and what picture URLs raise for their commands."""
    parts = run.parts
    with parts.database.read() as tx:
        head = publishing.preview_head(tx, run.company.root)
        record = publishing.preview_record(tx, asset.root, asset.catalog_id) if asset.catalog_id else None
        packet = xmp.packet_held(tx, asset)
    if head is None or record is None or not record.digest:
        raise NoPicture(asset.name, asset.type)
    with parts.blobs.local_path(record.digest) as pyramid:
        drawing, media_type = parts.plan(head, record, query, pyramid, parts.settings.max_pixels, packet)
        try:
            made = draw_apart(run.sandbox, pyramid, run.workdir, drawing, run.should_stop)
        except StoppedError:
            raise run.interruption from None
    return stem + EXTENSIONS.get(media_type, ""), parts.blobs.take_file(made)


def _archive(run: Run, item: Item) -> Write:
    if exports.others_open(run.parts, item):
        raise NotYetError
    files = exports.files(run.parts, run.record.id)
    if not files:
        raise NothingExported
    made = run.workdir / "archive.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            _add(run, archive, file)
    blob = run.parts.blobs.take_file(made)

    def write(tx: Tx) -> Line:
        url = exports.finish(tx, run.parts, run.record, blob)
        message = run.say("export_made", url=url)
        return Line(run.record.kind.result, message, url, ARCHIVE, counts={"file_success": 1})

    return write


def _add(run: Run, archive: zipfile.ZipFile, file: ExportFile) -> None:
    entry = zipfile.ZipInfo(file.name, ALIKE)
    with run.parts.blobs.local_path(file.digest) as path:
        entry.file_size = Path(path).stat().st_size
        with path.open("rb") as source, archive.open(entry, "w") as target:
            while piece := source.read(READ_BYTES):
                run.check()
                target.write(piece)
