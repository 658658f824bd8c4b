"""The blob store: bytes under their own SHA-256, in a folder or in an S3 bucket.

A blob is written once, by whoever comes first, and is synced before anybody is told its digest: a row
that names it can then be trusted after a power cut. Nothing is ever held in memory as a whole.
"""

import errno
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore

from safelight.adapters import durable, interruption
from safelight.adapters.blob_copies import Copies
from safelight.adapters.blob_spool import Spool
from safelight.adapters.buckets import open_bucket
from safelight.domain.blobs import Blob
from safelight.settings import Settings

DIGEST_CHARACTERS = 64
READ_BYTES = 2**20
STALE_S = 24 * 3600
COPIES_MAX_BYTES = 8 * 2**30
_NO_DIGEST = "0" * DIGEST_CHARACTERS


StoreTrouble = BaseError
"""The store cannot be reached, or does not do what it is told; another try may pass."""


class BlobMissingError(LookupError):
    """No blob has this digest."""


Announce = Callable[[str], None]


class BlobStore:
    """Opens the store that the settings name; safe to use from several threads and processes at once."""

    def __init__(
        self,
        settings: Settings,
        announce: Announce = lambda _digest: None,
        *,
        copies_max_bytes: int = COPIES_MAX_BYTES,
    ) -> None:
        """announce:         told a digest before its bytes are looked for or written, so that nobody erases them; it
                          may write to the database, so no blob is kept within a write transaction
        copies_max_bytes: disk that local copies of a remote store may take, apart from those in use
        """
        self._announce = announce
        base = settings.data.absolute()
        self._folder = None if settings.blobs else base / "blobs"
        self._incoming = base / "blobs" / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._store = (
            open_bucket(settings.blobs, settings.s3_endpoint) if settings.blobs else LocalStore(base / "blobs")
        )
        self._copies = Copies(base / "blobs" / "copies", copies_max_bytes)

    def put_file(self, path: Path) -> Blob:
        """Keep the bytes of a file that stays the caller's."""
        spool = self._spool()
        with spool.closing(), path.open("rb") as source:
            while piece := source.read(READ_BYTES):
                spool.add(piece)
            return self._keep(spool)

    def take_file(self, path: Path) -> Blob:
        """Keep the bytes of a file that nobody else uses, by moving it where possible; it is gone afterwards."""
        digest, size_bytes = durable.digest_and_sync(path)
        try:
            self._place(path, digest, size_bytes)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self.put_file(path)
        path.unlink()
        return Blob(digest, size_bytes)

    @asynccontextmanager
    async def writer(self) -> AsyncIterator[Spool]:
        """A blob in the making: `await write(piece)` for each piece, then `await finish()`; else nothing is kept."""
        spool = self._spool()
        with spool.closing():
            yield spool

    @contextmanager
    def local_path(self, digest: str) -> Iterator[Path]:
        """A file with the bytes, to be read and not to be changed, while the context lasts.

        raises: BlobMissingError
        """
        if self._folder is not None:
            path = self._folder / _key(digest)
            if not path.exists():
                raise BlobMissingError(digest)
            yield path
            return
        with self._copies.held(digest, lambda copy: self._download(digest, copy)) as path:
            yield path

    def size_bytes(self, digest: str) -> int | None:
        """None where there is no such blob."""
        try:
            return int(obstore.head(self._store, _key(digest))["size"])
        except FileNotFoundError:
            return None

    def exists(self, digest: str) -> bool:
        return self.size_bytes(digest) is not None

    def delete(self, digest: str) -> None:
        """Erase a blob; nothing happens where there is none."""
        with suppress(FileNotFoundError):
            obstore.delete(self._store, _key(digest))
        self._copies.drop(digest)

    def answers(self) -> bool:
        """Whether the store can be asked at all now."""
        try:
            self.size_bytes(_NO_DIGEST)
        except StoreTrouble:
            return False
        return True

    def digests(self) -> Iterator[str]:
        """As `listed`, the digests alone."""
        return (blob.digest for blob in self.listed())

    def listed(self) -> Iterator[Blob]:
        """Every blob there is, in no order; one written meanwhile may be missing."""
        for page in obstore.list(self._store, "sha256"):
            for meta in page:
                name = meta["path"].rpartition("/")[2]
                if len(name) == DIGEST_CHARACTERS:
                    yield Blob(name, int(meta["size"]))

    def sweep(self, older_than_s: float = STALE_S) -> int:
        """Erase what crashed writers left behind; returns how many files."""
        limit, swept = time.time() - older_than_s, 0
        for path in (*self._incoming.iterdir(), *self._copies.unfinished()):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < limit:
                    path.unlink()
                    swept += 1
        return swept

    def _spool(self) -> Spool:
        handle, name = tempfile.mkstemp(dir=self._incoming)
        return Spool(os.fdopen(handle, "wb"), Path(name), self._keep)

    def _keep(self, spool: Spool) -> Blob:
        blob = spool.sync()
        self._place(spool.path, blob.digest, blob.size_bytes)
        return blob

    def _place(self, path: Path, digest: str, size_bytes: int) -> None:
        self._announce(digest)
        if self._folder is not None:
            durable.link(path, self._folder / _key(digest))
        elif self.size_bytes(digest) != size_bytes:
            interruption.aside(lambda: obstore.put(self._store, _key(digest), path))

    def _download(self, digest: str, copy: Path) -> None:
        try:
            found = obstore.get(self._store, _key(digest))
        except FileNotFoundError:
            raise BlobMissingError(digest) from None
        with copy.open("wb") as target:
            for piece in found.stream(min_chunk_size=READ_BYTES):
                interruption.check()
                target.write(piece)


def _key(digest: str) -> str:
    return f"sha256/{digest[:2]}/{digest[2:4]}/{digest}"
