"""A blob in the making: a temporary file and the digest of what it holds so far."""

import asyncio
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from safelight.domain.blobs import Blob

FLUSH_BYTES = 2**20


class Spool:
    """Takes pieces as they come; the event loop never waits for the disk."""

    def __init__(self, file: IO[bytes], path: Path, keep: Callable[["Spool"], Blob]) -> None:
        """keep: makes a blob of the spool when it is whole"""
        self.path = path
        self.size_bytes = 0
        self._file = file
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self._keep = keep

    async def write(self, piece: bytes) -> None:
        self._waiting += piece
        if len(self._waiting) >= FLUSH_BYTES:
            await asyncio.to_thread(self._flush)

    async def finish(self) -> Blob:
        """The blob of all that was written, synced."""
        return await asyncio.to_thread(self._keep, self)

    def add(self, piece: bytes) -> None:
        """As `write`, for those who may wait."""
        self._file.write(piece)
        self._digest.update(piece)
        self.size_bytes += len(piece)

    def sync(self) -> Blob:
        """Put all bytes on the disk; returns what they are."""
        self._flush()
        self._file.flush()
        os.fsync(self._file.fileno())
        return Blob(self._digest.hexdigest(), self.size_bytes)

    @contextmanager
    def closing(self) -> Iterator[None]:
        """Drops the temporary file in the end."""
        try:
            yield
        finally:
            self._file.close()
            self.path.unlink(missing_ok=True)

    def _flush(self) -> None:
        piece, self._waiting = bytes(self._waiting), bytearray()
        if piece:
            self.add(piece)
