"""uploadDirectoryJob: files from a folder of this machine, only below the folders that the settings open.

With `processMetadataFiles` XML files are read by the metadataUploadJob that follows, and become no assets (assumed).
"""

from collections.abc import Iterable
from pathlib import Path

from safelight.assets import options
from safelight.contract.shapes import UploadDirectoryJob
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import intake, job, server_folder
from safelight.jobs.run import Run
from safelight.services.runs import Write


@job("uploadDirectoryJob")
class UploadDirectory:
    progress_key = intake.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        wanted = run.options(UploadDirectoryJob)
        options.read(wanted)
        destination = (wanted.dest_folder or "").strip("/")
        for name, path in server_folder.files(run, wanted.server_dir, deep=wanted.include_subfolders):
            if wanted.process_metadata_files and server_folder.is_metadata(name):
                continue
            yield NewItem(f"{destination}/{name}".lstrip("/"), {"path": str(path)}, size_bytes=path.lstat().st_size)

    def work(self, run: Run, item: Item) -> Write:
        wanted = options.read(run.options(UploadDirectoryJob))
        if item.blob_digest is not None:
            return intake.take_blob(run, item, wanted)
        copy = run.workdir / "source"
        server_folder.copy(run, Path(item.source["path"]), copy)
        return intake.take_file(run, item, copy, item.target, wanted)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return intake.refusal(run, item, reason)
