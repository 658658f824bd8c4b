"""The tags of TIFF files: those that libvips does not tell, and those that tie pages together."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

SUBFILE_TYPE: Final = 254
COMPRESSION: Final = 259
TILE_OFFSETS: Final = 324
EXTRA_SAMPLES: Final = 338

ASSOCIATED, UNASSOCIATED = 1, 2
"""Extra samples that are alpha."""

REDUCED = 1
"""Subfile type of a page that is a smaller version of another."""

_KINDS = {1: "B", 2: "s", 3: "H", 4: "I", 6: "b", 7: "s", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q"}
_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_MOST_VALUES = 64
_BIG_TIFF = 43


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file writes numbers: byte order, and the widths of TIFF or BigTIFF."""

    order: str
    big: bool

    @property
    def count(self) -> str:
        return self.order + ("Q" if self.big else "H")

    @property
    def entry(self) -> str:
        return self.order + ("HHQ8s" if self.big else "HHI4s")

    @property
    def offset(self) -> str:
        return self.order + ("Q" if self.big else "I")


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag of a page: its number, the type and count of its values, and the raw bytes of its last field."""

    tag: int
    kind: int
    count: int
    field: bytes

    @property
    def size_bytes(self) -> int:
        return _BYTES.get(self.kind, 1) * self.count


def read_layout(file: BinaryIO) -> tuple[Layout, int]:
    """Layout and place of the first page. Raises struct.error or KeyError where the file is no TIFF."""
    head = file.read(16)
    order = {b"II": "<", b"MM": ">"}[head[:2]]
    big = struct.unpack(order + "H", head[2:4])[0] == _BIG_TIFF
    layout = Layout(order, big)
    return layout, struct.unpack(layout.offset, head[8:16] if big else head[4:8])[0]


def read_page(file: BinaryIO, layout: Layout, at: int) -> list[Entry]:
    """The tags of the page at this place; afterwards the file stands where the place of the next page is written."""
    file.seek(at)
    (count,) = struct.unpack(layout.count, file.read(struct.calcsize(layout.count)))
    size = struct.calcsize(layout.entry)
    return [Entry(*struct.unpack(layout.entry, file.read(size))) for _ in range(count)]


def first_page(path: Path) -> Mapping[int, tuple[int, ...]]:
    """Whole numbers of the first page by tag, up to 64 a tag; what cannot be read is left out."""
    found: dict[int, tuple[int, ...]] = {}
    try:
        with path.open("rb") as file:
            layout, at = read_layout(file)
            for entry in read_page(file, layout, at):
                if entry.kind in _KINDS and entry.count <= _MOST_VALUES:
                    found[entry.tag] = values(file, layout, entry)
    except (struct.error, KeyError, OSError, ValueError):
        return found
    return found


def values(file: BinaryIO, layout: Layout, entry: Entry) -> tuple[int, ...]:
    """The values of a tag of whole numbers, wherever they lie."""
    raw = entry.field
    if entry.size_bytes > len(raw):
        file.seek(struct.unpack(layout.offset, raw)[0])
        raw = file.read(entry.size_bytes)
    kind = _KINDS[entry.kind]
    if kind == "s":
        return tuple(raw[: entry.count])
    return struct.unpack(f"{layout.order}{entry.count}{kind}", raw[: entry.size_bytes])
