"""How a stored picture is turned to stand upright: EXIF's number, and what it does to places.

Source: EXIF 2.32, tag 0x0112.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from safelight.imaging import formats, tiff
from safelight.imaging.formats import Format

Point = tuple[float, float]

UPRIGHT: Final = 1
_TAG: Final = 0x0112
_APP1, _SOS, _FILL = 0xE1, 0xDA, 0xFF
_EXIF: Final = b"Exif\0\0"

_TURNS: Final[Mapping[int, Callable[[float, float], Point]]] = {
    1: lambda x, y: (x, y),
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (1 - y, x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (y, 1 - x),
}


def of_file(path: Path, found: Format) -> int:
    """EXIF's number, 1 where the file names none or an unknown one."""
    try:
        with path.open("rb") as file:
            number = next(_numbers(file, found), UPRIGHT)
    except (struct.error, KeyError, OSError, ValueError):
        return UPRIGHT
    return number if number in _TURNS else UPRIGHT


def upright(number: int, place: Point) -> Point:
    """Where a place of the stored picture is in the upright one; fractions of width and height."""
    return _TURNS[number](*place)


def _numbers(file: BinaryIO, found: Format) -> Iterator[int]:
    if found is formats.TIFF:
        yield from _tagged(file)
    elif found is formats.JPEG:
        for data in _exif(file):
            yield from _tagged(BytesIO(data))


def _tagged(file: BinaryIO) -> Iterator[int]:
    layout, at = tiff.read_layout(file)
    for entry in tiff.read_page(file, layout, at):
        if entry.tag == _TAG:
            yield tiff.values(file, layout, entry)[0]


def _exif(file: BinaryIO) -> Iterator[bytes]:
    """The EXIF segments before the pixels of a JPEG."""
    file.seek(2)
    while (marker := file.read(2))[:1] == b"\xff" and marker[1] != _SOS:
        if marker[1] == _FILL:
            file.seek(-1, 1)
            continue
        data = file.read(max(0, int.from_bytes(file.read(2), "big") - 2))
        if marker[1] == _APP1 and data.startswith(_EXIF):
            yield data[len(_EXIF) :]
