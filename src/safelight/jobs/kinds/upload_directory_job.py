"""uploadDirectoryJob: files from a folder of this machine, only below the folders that the settings open.

What a link leads to counts, not where the link lies. Names that begin with a dot are passed over (assumed).
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from safelight.assets import options
from safelight.contract.shapes import UploadDirectoryJob
from safelight.domain.faults import FileTooLarge, SourceRefused
from safelight.domain.items import Item, NewItem
from safelight.domain.running import Line
from safelight.jobs import intake, job
from safelight.jobs.run import Run
from safelight.services.runs import Write

READ_BYTES = 2**20


@job("uploadDirectoryJob")
class UploadDirectory:
    progress_key = intake.PROGRESS_KEY

    def items(self, run: Run) -> Iterable[NewItem]:
        wanted = run.options(UploadDirectoryJob)
        options.read(wanted)
        top = _inside(run, Path(wanted.server_dir))
        if not top.is_dir():
            raise SourceRefused(wanted.server_dir, "there is no such folder")
        destination = (wanted.dest_folder or "").strip("/")
        for path in _files(top, deep=wanted.include_subfolders):
            name = path.relative_to(top).as_posix()
            yield NewItem(f"{destination}/{name}".lstrip("/"), {"path": str(path)}, size_bytes=path.lstat().st_size)

    def work(self, run: Run, item: Item) -> Write:
        wanted = options.read(run.options(UploadDirectoryJob))
        if item.blob_digest is not None:
            return intake.take_blob(run, item, wanted)
        copy = run.workdir / "source"
        _copy(run, _inside(run, Path(item.source["path"])), copy)
        return intake.take_file(run, item, copy, item.target, wanted)

    def refusal(self, run: Run, item: Item, reason: str) -> Line:
        return intake.refusal(run, item, reason)


def _inside(run: Run, path: Path) -> Path:
    """Where a path really leads. Raises SourceRefused if that is nowhere, or outside what the settings open."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise SourceRefused(str(path), "there is no such file") from error
    if not any(real.is_relative_to(root.resolve()) for root in run.parts.settings.upload_folders):
        raise SourceRefused(str(path), "it leads out of the folders that the server's settings open")
    return real


def _files(folder: Path, *, deep: bool) -> Iterator[Path]:
    """What is in a folder, by name, links as such; folders only as what is in them."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)
        elif deep:
            yield from _files(Path(entry.path), deep=deep)


def _copy(run: Run, source: Path, copy: Path) -> None:
    limit, size_bytes = run.parts.settings.upload_max_bytes, 0
    handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file, copy.open("wb") as target:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise SourceRefused(str(source), "it is no file")
        while piece := file.read(READ_BYTES):
            run.check()
            size_bytes += len(piece)
            if size_bytes > limit:
                raise FileTooLarge(size_bytes, limit)
            target.write(piece)
