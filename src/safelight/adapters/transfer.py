"""What all ways to take a file from an address share: how large and slow it may be, and the file it is written to."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from safelight.adapters.addresses import shown
from safelight.domain.faults import SourceRefused
from safelight.domain.items import Progress

CONNECT_TIMEOUT_S = 10.0
CHUNK_BYTES = 2**18


@dataclass(frozen=True, slots=True)
class Bounds:
    """allowed: hosts that may be reached although private; timeout_s: for the whole file.

    known_hosts: file of the host keys that sftp servers must have; empty means any
    """

    max_bytes: int
    timeout_s: float
    allowed: Collection[str]
    known_hosts: str = ""

    @property
    def connect_timeout_s(self) -> float:
        return min(CONNECT_TIMEOUT_S, self.timeout_s)


@dataclass(frozen=True, slots=True)
class Fetched:
    """address: without a password; name: what the server or the address calls it, without folders, maybe empty."""

    address: str
    path: Path
    name: str
    size_bytes: int


class Sink:
    """Where a file is written to; its length counts as it comes, whatever its server says."""

    def __init__(self, path: Path, url: httpx.URL, max_bytes: int, progress: Progress) -> None:
        """progress: kept up to date"""
        self._path = path
        self._url = url
        self._max_bytes = max_bytes
        self._size_bytes = 0
        self._progress = progress

    def expect(self, size_bytes: int) -> None:
        """What the server says comes. Raises SourceRefused where that is too much."""
        self._bound(size_bytes)
        self._progress.size_bytes = size_bytes

    def __enter__(self) -> Self:
        self._file = self._path.open("wb")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def write(self, chunk: bytes) -> None:
        """Raises SourceRefused where it gets too much."""
        self._size_bytes += len(chunk)
        self._bound(self._size_bytes)
        self._file.write(chunk)
        self._progress.done_bytes = self._size_bytes

    def _bound(self, size_bytes: int) -> None:
        if size_bytes > self._max_bytes:
            raise SourceRefused(shown(self._url), f"the file is larger than {self._max_bytes} bytes")

    def fetched(self, name: str) -> Fetched:
        """name: as somebody else calls it, maybe with folders"""
        return Fetched(shown(self._url), self._path, name.replace("\\", "/").rpartition("/")[2], self._size_bytes)
