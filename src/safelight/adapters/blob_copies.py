"""Copies on this machine of blobs that lie elsewhere: bounded, shared by its processes, those used last are kept."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class CopyDamagedError(Exception):
    """The store answered other bytes than the digest names."""


class Copies:
    """A copy is locked, shared, while somebody reads it, and only an unlocked one is dropped."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    @contextmanager
    def held(self, digest: str, fetch: Callable[[Path], None]) -> Iterator[Path]:
        """A copy, fetched where there is none, which stays while the context lasts."""
        path = self._folder / digest
        handle = _lock(path, fcntl.LOCK_SH)
        while handle is None:
            self._fetch(path, fetch)
            handle = _lock(path, fcntl.LOCK_SH)
        try:
            os.utime(path)
            yield path
        finally:
            os.close(handle)

    def drop(self, digest: str) -> None:
        """Forget a copy, unless it is in use."""
        _drop(self._folder / digest)

    def unfinished(self) -> Iterator[Path]:
        """Copies that are being fetched, or were when their process ended."""
        return self._folder.glob(".*")

    def _fetch(self, path: Path, fetch: Callable[[Path], None]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=self._folder)
        os.close(handle)
        fresh = Path(name)
        try:
            fetch(fresh)
            with fresh.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != path.name:
                    raise CopyDamagedError(path.name)
            self._make_room(fresh.stat().st_size)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)

    def _make_room(self, wanted_bytes: int) -> None:
        known = sorted(_known(self._folder))
        room = self._max_bytes - wanted_bytes - sum(size for _, size, _ in known)
        for _, size, path in known:
            if room >= 0:
                return
            if _drop(path):
                room += size


def _known(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """When each copy was used last, its bytes, and where it lies."""
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):
            state = entry.stat()
            if not entry.name.startswith("."):
                yield state.st_mtime_ns, state.st_size, Path(entry.path)


def _lock(path: Path, how: int) -> int | None:
    """An open file that is locked and still there under its name; None where there is none, or it is in use."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        os.close(handle)
        return None
    if os.fstat(handle).st_nlink:
        return handle
    os.close(handle)
    return None


def _drop(path: Path) -> bool:
    handle = _lock(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if handle is None:
        return False
    with suppress(FileNotFoundError):
        path.unlink()
    os.close(handle)
    return True
