"""Several TIFF files, joined to one whose first page is the whole image and the others are reduced versions of it."""

import struct
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from safelight.imaging.tiff import REDUCED, SUBFILE_TYPE, TILE_OFFSETS, Entry, Layout, read_layout, read_page, values

LITTLE = Layout("<", big=False)
MAX_BYTES = 2**32 - 2**20
_LONG = 4
_FIRST_LINK = 4
"""Where the head of a file names the place of its first page."""


def join(files: Sequence[Path], path: Path) -> None:
    """Write the pages of some files one behind the other.

    files:  as libvips writes them: one tiled page each, little endian, no BigTIFF
    raises: ValueError for another kind, or beyond 4 GiB
    """
    if sum(file.stat().st_size for file in files) > MAX_BYTES:
        raise ValueError("the pages are larger together than a TIFF file can be")
    with path.open("wb") as out:
        out.write(struct.pack("<2sHI", b"II", 42, 0))
        link = _FIRST_LINK
        for place in files:
            with place.open("rb") as file:
                link = _append(out, file, link)


def _append(out: BinaryIO, file: BinaryIO, link: int) -> int:
    """Copy a file, then its tags with every place moved; returns where the place of the next page goes."""
    layout, at = read_layout(file)
    if layout != LITTLE:
        raise ValueError("not a little endian TIFF file")
    entries = read_page(file, layout, at)
    base = _end(out)
    file.seek(0)
    while piece := file.read(2**20):
        out.write(piece)
    moved = [_moved(entry, base) for entry in entries if entry.tag not in {SUBFILE_TYPE, TILE_OFFSETS}]
    moved += [_moved_tiles(out, file, entry, base) for entry in entries if entry.tag == TILE_OFFSETS]
    if link != _FIRST_LINK:
        moved.append(Entry(SUBFILE_TYPE, _LONG, 1, struct.pack("<I", REDUCED)))
    return _write_page(out, sorted(moved, key=lambda entry: entry.tag), link)


def _moved(entry: Entry, base: int) -> Entry:
    """A tag whose values lie elsewhere in the file names the place of their copy."""
    if entry.size_bytes <= len(entry.field):
        return entry
    (at,) = struct.unpack("<I", entry.field)
    return replace(entry, field=struct.pack("<I", at + base))


def _moved_tiles(out: BinaryIO, file: BinaryIO, entry: Entry, base: int) -> Entry:
    """Tile offsets are places themselves: each is moved, in the tag or in the copy it names."""
    places = struct.pack(f"<{entry.count}I", *(at + base for at in values(file, LITTLE, entry)))
    if entry.count == 1:
        return replace(entry, field=places)
    moved = _moved(entry, base)
    out.seek(*struct.unpack("<I", moved.field))
    out.write(places)
    return moved


def _write_page(out: BinaryIO, entries: Sequence[Entry], link: int) -> int:
    """Append the tags of a page, and name it at the link; returns where the place of the next one goes."""
    at = _end(out)
    rows = b"".join(struct.pack(LITTLE.entry, e.tag, e.kind, e.count, e.field) for e in entries)
    out.write(struct.pack("<H", len(entries)) + rows + struct.pack("<I", 0))
    out.seek(link)
    out.write(struct.pack("<I", at))
    return at + 2 + len(rows)


def _end(out: BinaryIO) -> int:
    """The end of the file, on an even place."""
    out.seek(0, 2)
    out.write(b"\0" * (out.tell() % 2))
    return out.tell()
