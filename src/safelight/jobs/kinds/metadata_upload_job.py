"""metadataUploadJob: the server's own, which gives uploaded files the metadata that XML files beside them say.

It follows an uploadDirectoryJob with `processMetadataFiles`; an item is what one XML file says of one other file. All
of that is done, or nothing of it where a value is refused (assumed). For the form see `imaging.metadata_files`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from safelight.contract.shapes import UploadDirectoryJob
from safelight.domain.faults import ApiFault, Fault
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.imaging import extracts
from safelight.imaging.sandbox import StoppedError
from safelight.jobs import job, server_folder
from safelight.jobs.run import Run
from safelight.services import metadata_files
from safelight.services.runs import Tx, Write

XML = "Xml"


class _RefusedFile(ApiFault):
    """What was wrong with an XML file when the job read it."""


@job("metadataUploadJob")
class MetadataUpload:
    progress_key = "progress_metadata"

    def items(self, run: Run) -> Iterable[NewItem]:
        wanted = run.options(UploadDirectoryJob)
        destination = (wanted.dest_folder or "").strip("/")
        for name, path in server_folder.files(run, wanted.server_dir, deep=wanted.include_subfolders):
            if server_folder.is_metadata(name):
                place = f"{destination}/{name}".lstrip("/")
                yield from _said(run, place, path)

    def work(self, run: Run, item: Item) -> Write:
        if "refused" in item.source:
            raise _RefusedFile(item.source["refused"])

        def write(tx: Tx) -> Line:
            asset = metadata_files.put(
                tx,
                run.company,
                item.target,
                item.source["values"],
                run.parts.settings.zone,
                user=run.email,
                now_ms=run.parts.clock.now_ms(),
            )
            message = run.say("metadata_put", name=item.target, file=item.source["file"])
            counts = {"file_success": 1, "total_files": 1}
            return Line(run.record.kind.success, message, asset.name, XML, asset.id, counts)

        return write

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        message = run.say("metadata_error", name=item.target, reason=reason)
        counts = {"file_error": 1, "total_files": 1}
        return Line(run.record.kind.error, message, item.target.rpartition("/")[2], XML, counts=counts)


def _said(run: Run, place: str, path: Path) -> Iterator[NewItem]:
    """What a file says of others, whose paths begin where it lies; one that cannot be read is an item by itself."""
    run.workdir.mkdir(parents=True, exist_ok=True)
    copy = run.workdir / "metadata.xml"
    try:
        server_folder.copy(run, path, copy)
        told = extracts.described(run.sandbox, copy, run.workdir, run.should_stop)
    except StoppedError:
        raise run.interruption from None
    except Fault as refusal:
        yield NewItem(place, {"refused": str(refusal)})
        return
    finally:
        copy.unlink(missing_ok=True)
    folder = place.rpartition("/")[0]
    for file, values in told:
        yield NewItem(f"{folder}/{file}".lstrip("/"), {"file": place, "values": values})
