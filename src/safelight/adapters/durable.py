"""Files that are there after a power cut."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from safelight.adapters import interruption

READ_BYTES = 2**20
SYNC_BYTES = 2**28
"""So that no wait for the disk is long."""
READ_ONLY = 0o444


def digest_and_sync(path: Path) -> tuple[str, int]:
    """SHA-256 in hex and length of a file, whose bytes are on the disk afterwards; `interruption` may end it."""
    digest, size_bytes = hashlib.sha256(), 0
    with path.open("r+b") as file:
        while piece := file.read(READ_BYTES):
            interruption.check()
            digest.update(piece)
            size_bytes += len(piece)
            if size_bytes % SYNC_BYTES == 0:
                os.fdatasync(file.fileno())
        os.fsync(file.fileno())
    return digest.hexdigest(), size_bytes


def link(path: Path, name: Path) -> None:
    """Give a synced file a second name that survives; one that is taken is left, for the name tells the bytes.

    raises: OSError EXDEV where the two lie on different file systems
    """
    for folder in _make(name.parent):
        sync_folder(folder)
    path.chmod(READ_ONLY)
    try:
        name.hardlink_to(path)
    except FileExistsError:
        if name.stat().st_size != path.stat().st_size:
            raise
    sync_folder(name.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make(folder: Path) -> Iterator[Path]:
    """Make a folder with its parents; gives the folders that got a new name in them."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(exist_ok=True)
        yield place.parent
