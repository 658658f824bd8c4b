"""Made replies on disk, bounded in bytes and shared by the processes of a machine.

A key names its reply for good, so nothing here ever grows stale; what is lost is made again. The folder is cut into
shards, each with a lock, a share of the bytes and a tally of those taken. Only a full shard is ever listed: then the
replies least recently used go, until a tenth of it is free. A reply appears whole or not at all, and one that a power
cut has damaged is not served.
"""

import contextlib
import fcntl
import os
import shutil
import struct
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SHARD_BYTES: Final = 32 * 2**20
MOST_SHARDS: Final = 256
KEPT_SHARE: Final = 0.9
TOUCHED_AFTER_S: Final = 60
_HEAD: Final = struct.Struct(">4sHHII")  # mark, length of media type, of ETag, of body, CRC-32 of all after the head
_MARK: Final = b"SLR1"
_TALLY, _PART = "tally", ".part"


@dataclass(frozen=True, slots=True)
class Reply:
    """A made reply and the headers that belong to its bytes."""

    media_type: str
    etag: str
    body: bytes


class ResponseCache:
    """A cache in a folder of its own, which it empties when its layout changes. limit_bytes: 0 keeps nothing."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        count = min(MOST_SHARDS, max(1, limit_bytes // SHARD_BYTES))
        self._shards = [_Shard(folder / f"{count}-{number:02x}", limit_bytes // count) for number in range(count)]
        if limit_bytes:
            _make(folder, {shard.folder.name for shard in self._shards})

    def get(self, key: str) -> Reply | None:
        """key: 64 hexadecimal digits."""
        return self._shard(key).get(key)

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply, if it fits at all; a full disk or a lost folder loses the reply, not the caller."""
        with contextlib.suppress(OSError):
            self._shard(key).put(key, _packed(reply))

    def body_bytes(self, key: str) -> int:
        """Length of a reply that is kept, else 0."""
        found = self.get(key)
        return len(found.body) if found else 0

    def taken_bytes(self) -> int:
        """What the replies take on disk, as far as the shards have noted it."""
        return sum(shard.taken_bytes() for shard in self._shards)

    def _shard(self, key: str) -> "_Shard":
        return self._shards[int(key[:8], 16) % len(self._shards)]


@dataclass(frozen=True, slots=True)
class _Shard:
    """A folder of replies, one file each by its key; the file's time is that of its last use."""

    folder: Path
    limit_bytes: int

    def get(self, key: str) -> Reply | None:
        path = f"{self.folder}/{key}"
        try:
            handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            facts = os.fstat(handle)
            content = os.read(handle, facts.st_size + 1)
        finally:
            os.close(handle)
        if time.time() - facts.st_mtime > TOUCHED_AFTER_S:
            with contextlib.suppress(OSError):
                os.utime(path)
        return _unpacked(content)

    def taken_bytes(self) -> int:
        try:
            return int((self.folder / _TALLY).read_bytes() or b"0")
        except OSError:
            return 0

    def put(self, key: str, content: bytes) -> None:
        if len(content) > self.limit_bytes:
            return
        with self._locked() as tally:
            path = self.folder / key
            taken = _taken(tally) + len(content)
            with contextlib.suppress(FileNotFoundError):
                taken -= path.stat().st_size
            if taken > self.limit_bytes:
                taken = self._make_room(key, len(content)) + len(content)
            _note(tally, taken)
            part = path.with_suffix(_PART)
            part.write_bytes(content)
            part.replace(path)

    def _make_room(self, key: str, size: int) -> int:
        """Erase the least recently used, and what a killed process left; returns the bytes that stay."""
        kept: list[tuple[int, int, str]] = []
        for entry in os.scandir(self.folder):
            if entry.name == _TALLY:
                continue
            facts = entry.stat()
            if entry.name.endswith(_PART) or entry.name == key:
                Path(entry.path).unlink()
            else:
                kept.append((facts.st_mtime_ns, facts.st_size, entry.path))
        taken = sum(size for _, size, _ in kept)
        room = min(int(self.limit_bytes * KEPT_SHARE), self.limit_bytes - size)
        for _, freed, path in sorted(kept):
            if taken <= room:
                break
            Path(path).unlink()
            taken -= freed
        return taken

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int]:
        """The tally, under a lock that the kernel lets go of when its holder dies."""
        handle = os.open(self.folder / _TALLY, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        finally:
            os.close(handle)


def _make(folder: Path, names: set[str]) -> None:
    """The folders of this layout; those of another are erased."""
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for entry in os.scandir(folder):
        if entry.name not in names:
            shutil.rmtree(entry.path, ignore_errors=True)


def _taken(tally: int) -> int:
    return int(os.pread(tally, 20, 0) or b"0")


def _note(tally: int, taken: int) -> None:
    """Before the reply is written: a kill between the two leaves the tally too high, until the shard is full."""
    os.pwrite(tally, f"{max(0, taken):020d}".encode(), 0)


def _packed(reply: Reply) -> bytes:
    media_type, etag = reply.media_type.encode(), reply.etag.encode()
    rest = media_type + etag + reply.body
    return _HEAD.pack(_MARK, len(media_type), len(etag), len(reply.body), zlib.crc32(rest)) + rest


def _unpacked(content: bytes) -> Reply | None:
    """None for bytes that are not what was packed."""
    if len(content) < _HEAD.size:
        return None
    mark, media_type, etag, body, check = _HEAD.unpack_from(content)
    rest = memoryview(content)[_HEAD.size :]
    if mark != _MARK or len(rest) != media_type + etag + body or zlib.crc32(rest) != check:
        return None
    end = media_type + etag
    return Reply(bytes(rest[:media_type]).decode(), bytes(rest[media_type:end]).decode(), bytes(rest[end:]))
