"""Files of a folder of this machine, only below the folders that the settings open.

What a link leads to counts, not where the link lies. Names that begin with a dot are passed over (assumed).
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from safelight.domain.faults import FileTooLarge, SourceRefused
from safelight.jobs.run import Run

READ_BYTES = 2**20
METADATA = ".xml"


def files(run: Run, folder: str, *, deep: bool) -> Iterator[tuple[str, Path]]:
    """Path within the folder, and place, by name; a metadata file ends with METADATA. Raises SourceRefused."""
    top = inside(run, Path(folder))
    if not top.is_dir():
        raise SourceRefused(folder, "there is no such folder")
    return ((path.relative_to(top).as_posix(), path) for path in _files(top, deep=deep))


def is_metadata(name: str) -> bool:
    return name.lower().endswith(METADATA)


def inside(run: Run, path: Path) -> Path:
    """Where a path really leads. Raises SourceRefused if that is nowhere, or outside what the settings open."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise SourceRefused(str(path), "there is no such file") from error
    if not any(real.is_relative_to(root.resolve()) for root in run.parts.settings.upload_folders):
        raise SourceRefused(str(path), "it leads out of the folders that the server's settings open")
    return real


def copy(run: Run, source: Path, target: Path) -> None:
    """Raises SourceRefused, FileTooLarge."""
    source, limit, size_bytes = inside(run, source), run.parts.settings.upload_max_bytes, 0
    handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file, target.open("wb") as into:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise SourceRefused(str(source), "it is no file")
        while piece := file.read(READ_BYTES):
            run.check()
            size_bytes += len(piece)
            if size_bytes > limit:
                raise FileTooLarge(size_bytes, limit)
            into.write(piece)
            run.progress.done_bytes = size_bytes


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
