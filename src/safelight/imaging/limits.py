"""What is refused before any pixel of it is decoded."""

from pathlib import Path

from safelight.domain.faults import EmptyFile, FileTooLarge, ImageTooLarge, UnknownFormat
from safelight.domain.images import Limits
from safelight.imaging import formats
from safelight.imaging.formats import Format

KNOWN_NAMES = ", ".join(known.name for known in formats.KNOWN)


def recognise(path: Path, limits: Limits) -> Format:
    """raises: EmptyFile, FileTooLarge, UnknownFormat"""
    check_size(path, limits)
    with path.open("rb") as file:
        head = file.read(formats.HEAD_BYTES)
    found = formats.sniff(head)
    if found is None:
        raise UnknownFormat(formats.describe(head), KNOWN_NAMES)
    return found


def check_size(path: Path, limits: Limits) -> None:
    """raises: EmptyFile, FileTooLarge"""
    size_bytes = path.stat().st_size
    if size_bytes == 0:
        raise EmptyFile
    if size_bytes > limits.max_bytes:
        raise FileTooLarge(size_bytes, limits.max_bytes)


def check_pixels(width: int, height: int, limits: Limits) -> None:
    """raises: ImageTooLarge"""
    if width * height > limits.max_pixels:
        raise ImageTooLarge(width, height, limits.max_pixels)
