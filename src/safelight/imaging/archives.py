"""Archives, ZIP and TAR: what they hold, and their files unpacked within bounds.

An archive beyond a bound is refused as a whole, before its files are anywhere.
"""

import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, TypeVar

from safelight.domain.assets import ArchiveEntry
from safelight.domain.faults import ArchiveRefused, Fault
from safelight.domain.images import Limits

MOST_ENTRIES: Final = 10_000
MOST_LEVELS: Final = 20
"""Folders within each other."""
MOST_RATIO: Final = 200
RATIO_FROM_BYTES: Final = 64 * 2**20
"""How often larger the files may be than the archive, once they are larger than this."""
MOST_NAME: Final = 255

Info = TypeVar("Info")

_HIDDEN: Final = (".", "__MACOSX")
_READ_BYTES: Final = 2**20
_ENCRYPTED: Final = 1
_BROKEN: Final = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError, NotImplementedError, OSError)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file out of an archive: its path there, and where it lies now."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Member:
    """What both kinds of archive say of an entry; moment is what a clock on the wall showed, as if it were UTC."""

    entry: ArchiveEntry
    is_file: bool
    is_secret: bool
    source: zipfile.ZipInfo | tarfile.TarInfo


def listed(path: Path) -> list[ArchiveEntry]:
    """What an archive holds, in its order. Raises ArchiveRefused."""
    with _opened(path) as archive:
        return [member.entry for member in archive.members]


def unpack(path: Path, workdir: Path, limits: Limits) -> list[Unpacked]:
    """The files of an archive, apart from hidden ones, which begin with a dot or are Macintosh's own (assumed).

    raises: ArchiveRefused
    """
    with _opened(path) as archive:
        wanted = [member for member in archive.members if member.is_file and not _is_hidden(member.entry.name)]
        names = [_checked(member) for member in wanted]
        allowance = _allowance(path, sum(member.entry.uncompressed_bytes for member in wanted), limits)
        found = []
        for number, (member, name) in enumerate(zip(wanted, names, strict=True)):
            target = workdir / f"entry-{number}"
            allowance -= _copy(archive.open(member), target, allowance)
            found.append(Unpacked(name, target))
        return found


@dataclass(frozen=True, slots=True)
class _Archive:
    file: zipfile.ZipFile | tarfile.TarFile
    members: list[_Member]

    def open(self, member: _Member) -> IO[bytes]:
        if isinstance(self.file, zipfile.ZipFile):
            assert isinstance(member.source, zipfile.ZipInfo)
            return self.file.open(member.source)
        assert isinstance(member.source, tarfile.TarInfo)
        opened = self.file.extractfile(member.source)
        assert opened is not None
        return opened


@contextmanager
def _opened(path: Path) -> Iterator[_Archive]:
    try:
        with path.open("rb") as file:
            is_zip = file.read(2) == b"PK"
        if is_zip:
            with zipfile.ZipFile(path) as zipped:
                yield _Archive(zipped, [_zip_member(info) for info in _counted(iter(zipped.infolist()))])
        else:
            with tarfile.open(path, "r:") as tarred:
                yield _Archive(tarred, [_tar_member(info) for info in _counted(iter(tarred))])
    except Fault:
        raise
    except RuntimeError as error:
        raise ArchiveRefused(str(error).splitlines()[0]) from None
    except _BROKEN:
        raise ArchiveRefused("it is damaged") from None


def _counted(infos: Iterator[Info]) -> list[Info]:
    found = []
    for info in infos:
        found.append(info)
        if len(found) > MOST_ENTRIES:
            raise ArchiveRefused(f"it has more than {MOST_ENTRIES} entries")
    return found


def _zip_member(info: zipfile.ZipInfo) -> _Member:
    mode = info.external_attr >> 16
    entry = ArchiveEntry(info.filename, info.is_dir(), _moment_ms(info), info.compress_size, info.file_size)
    is_file = not info.is_dir() and (not mode or stat.S_IFMT(mode) in {0, stat.S_IFREG})
    return _Member(entry, is_file, bool(info.flag_bits & _ENCRYPTED), info)


def _moment_ms(info: zipfile.ZipInfo) -> int:
    """The first moment there is where the archive names none that can be."""
    try:
        moment = datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        moment = datetime(1980, 1, 1, tzinfo=UTC)
    return int(moment.timestamp() * 1000)


def _tar_member(info: tarfile.TarInfo) -> _Member:
    name = f"{info.name}/" if info.isdir() else info.name
    entry = ArchiveEntry(name, info.isdir(), int(info.mtime) * 1000, info.size, info.size)
    return _Member(entry, info.isreg(), is_secret=False, source=info)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(_HIDDEN) and part not in {".", ".."} for part in _parts(name))


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _checked(member: _Member) -> str:
    """The path of a file as it may be; `.` in it says nothing. Raises ArchiveRefused."""
    name = member.entry.name
    if member.is_secret:
        raise ArchiveRefused("it is encrypted")
    parts = [part for part in _parts(name) if part != "."]
    if not all(map(_is_possible, parts)) or len(parts) - 1 > MOST_LEVELS:
        raise ArchiveRefused(f"it names a file {name[:MOST_NAME]!r}")
    return "/".join(parts)


def _is_possible(part: str) -> bool:
    return 0 < len(part) <= MOST_NAME and part != ".." and part.isprintable() and ":" not in part[:2]


def _allowance(path: Path, declared: int, limits: Limits) -> int:
    """Bytes that may come out of it."""
    allowed = min(limits.max_bytes, max(RATIO_FROM_BYTES, MOST_RATIO * path.stat().st_size))
    if declared > allowed:
        raise ArchiveRefused(f"its files have {declared} bytes, and at most {allowed} are unpacked")
    return allowed


def _copy(source: IO[bytes], target: Path, allowance: int) -> int:
    """Returns how many bytes; whatever the archive declared, they are counted."""
    count = 0
    with source, target.open("wb") as file:
        while piece := source.read(_READ_BYTES):
            count += len(piece)
            if count > allowance:
                raise ArchiveRefused("its files are larger than it says, and than is unpacked")
            file.write(piece)
    return count
