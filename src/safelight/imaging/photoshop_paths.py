"""Paths that Photoshop keeps in a file: their names, and the curves of each.

Source: Adobe Photoshop File Formats Specification, Image Resource Blocks and Path Resource Format.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from safelight.imaging import formats, tiff
from safelight.imaging.formats import Format

_PATHS: Final = range(2000, 2998)
_CLIPPING_NAME: Final = 2999
_TIFF_TAG: Final = 34377
_APP13, _SOS, _FILL = 0xED, 0xDA, 0xFF
_STANDALONE: Final = {0x01, *range(0xD0, 0xD9)}
_HEADER: Final = b"Photoshop 3.0\0"
_RECORD_BYTES: Final = 26
_ONE: Final = 1 << 24
_LENGTHS, _KNOTS = {0, 3}, {1, 2, 4, 5}
_MAX_BYTES: Final = 16 * 2**20
_PSD_HEADER_BYTES: Final = 26


@dataclass(frozen=True, slots=True)
class Knot:
    """A point of an outline with its two handles; fractions of width and height."""

    before: tuple[float, float]
    at: tuple[float, float]
    after: tuple[float, float]


Curves = list[list[Knot]]


def named(path: Path, found: Format) -> dict[str, Curves]:
    """The closed curves of each path of a file, by name, in the order of the file; the first of two of one name.

    Paths that cannot be read are left out.
    """
    paths: dict[str, Curves] = {}
    for number, (name, data) in sorted(_known(path, found).items()):
        if number in _PATHS and name:
            paths.setdefault(name, list(_curves(data)))
    return paths


def clipping(path: Path, found: Format) -> Curves:
    """The closed curves of the clipping path a file names; none where it has none, or a damaged one."""
    known = _known(path, found)
    wanted = _pascal(known.get(_CLIPPING_NAME, ("", b"\0"))[1])
    for number in _PATHS:
        name, data = known.get(number, ("", b""))
        if wanted and name == wanted:
            return list(_curves(data))
    return []


def _known(path: Path, found: Format) -> Mapping[int, tuple[str, bytes]]:
    """Resources by number; none of a damaged file."""
    try:
        with path.open("rb") as file:
            return dict(_resources(_photoshop_data(file, found)))
    except (struct.error, LookupError, ValueError, OSError):
        return {}


def _photoshop_data(file: BinaryIO, found: Format) -> bytes:
    if found is formats.JPEG:
        return b"".join(_app13(file))
    if found is formats.PHOTOSHOP:
        return _section(file)
    if found is not formats.TIFF:
        return b""
    layout, at = tiff.read_layout(file)
    for entry in tiff.read_page(file, layout, at):
        if entry.tag == _TIFF_TAG and len(entry.field) < entry.count <= _MAX_BYTES:
            file.seek(struct.unpack(layout.offset, entry.field)[0])
            return file.read(entry.count)
    return b""


def _section(file: BinaryIO) -> bytes:
    """The image resources of a Photoshop document, behind its header and its colour table."""
    file.seek(_PSD_HEADER_BYTES)
    (size,) = struct.unpack(">I", file.read(4))
    file.seek(size, 1)
    (size,) = struct.unpack(">I", file.read(4))
    return file.read(min(size, _MAX_BYTES))


def _app13(file: BinaryIO) -> Iterator[bytes]:
    """The Photoshop segments before the pixels of a JPEG."""
    file.seek(2)
    while (marker := file.read(2))[:1] == b"\xff":
        kind = marker[1]
        if kind == _SOS:
            return
        if kind == _FILL:
            file.seek(-1, 1)
        elif kind not in _STANDALONE:
            data = file.read(max(0, int.from_bytes(file.read(2), "big") - 2))
            if kind == _APP13 and data.startswith(_HEADER):
                yield data[len(_HEADER) :]


def _resources(data: bytes) -> Iterator[tuple[int, tuple[str, bytes]]]:
    """Number, name and content of each resource block."""
    at = 0
    while data[at : at + 4] == b"8BIM":
        (number,) = struct.unpack_from(">H", data, at + 4)
        name = _pascal(data[at + 6 : at + 6 + 256])
        at += 6 + _even(1 + len(name))
        (size,) = struct.unpack_from(">I", data, at)
        yield number, (name, data[at + 4 : at + 4 + size])
        at += 4 + _even(size)


def _curves(data: bytes) -> Iterator[list[Knot]]:
    """Open ones are closed by a straight line, as a fill would."""
    knots: list[Knot] = []
    for at in range(0, len(data) - _RECORD_BYTES + 1, _RECORD_BYTES):
        kind = int.from_bytes(data[at : at + 2], "big")
        if kind in _LENGTHS and knots:
            yield knots
            knots = []
        elif kind in _KNOTS:
            y0, x0, y1, x1, y2, x2 = (number / _ONE for number in struct.unpack_from(">6i", data, at + 2))
            knots.append(Knot((x0, y0), (x1, y1), (x2, y2)))
    if knots:
        yield knots


def _pascal(data: bytes) -> str:
    """Text behind a byte that counts it; empty where there is not even that."""
    return data[1 : 1 + data[0]].decode("latin-1") if data else ""


def _even(size: int) -> int:
    return size + size % 2
