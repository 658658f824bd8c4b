"""The XMP packet of a file, found without decoding anything: plain reading, bounded, of bytes that may be hostile.

JPEG, PNG, TIFF, PSD and WebP say where it is; in any other file (PDF, AI, EPS, AVIF, video) it is looked for by its
marks, as the XMP specification says, and the last one counts. One that lies compressed in such a file is not found.
"""

import mmap
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

LONGEST_BYTES: Final = 8 * 2**20
"""Of a packet; a longer one counts as none."""

_PARTS: Final = 100_000
"""Segments, chunks, entries or resources looked at in one file."""
_JPEG_SCAN, _JPEG_APP1 = b"\xff\xda", b"\xff\xe1"
_JPEG_MARK: Final = b"http://ns.adobe.com/xap/1.0/\x00"
_PNG_KEYWORD: Final = b"XML:com.adobe.xmp\x00"
_TIFF_TAG: Final = 700
_PSD_RESOURCE: Final = 1060
_BEGIN, _END, _CLOSE = b"<?xpacket begin=", b"<?xpacket end=", b"?>"

Bytes = mmap.mmap
Order = Literal["little", "big"]


def packet(path: Path) -> bytes | None:
    """The packet of a file; None where it has none, or is too broken to tell."""
    if path.stat().st_size == 0:
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = None
        with suppress(IndexError, ValueError, zlib.error):
            found = _read(data)
    return found if found and len(found) <= LONGEST_BYTES else None


def _read(data: Bytes) -> bytes | None:
    head = data[:12]
    if head.startswith(b"\xff\xd8\xff"):
        return _of_jpeg(data)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _of_png(data)
    if head[:4] in {b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"}:
        return _of_tiff(data)
    if head.startswith(b"8BPS"):
        return _of_photoshop(data)
    if head[:4] == b"RIFF" and head[8:] == b"WEBP":
        return next((data[at : at + size] for name, at, size in _riff_chunks(data) if name == b"XMP "), None)
    return _scanned(data)


def _of_jpeg(data: Bytes) -> bytes | None:
    at = 2
    for _ in range(_PARTS):
        marker = data[at : at + 2]
        if marker[:1] != b"\xff" or marker == _JPEG_SCAN:
            return None
        size = _number(data, at + 2, 2, "big")
        if marker == _JPEG_APP1 and data[at + 4 : at + 4 + len(_JPEG_MARK)] == _JPEG_MARK:
            return data[at + 4 + len(_JPEG_MARK) : at + 2 + size]
        at += 2 + size
    return None


def _of_png(data: Bytes) -> bytes | None:
    at = 8
    for _ in range(_PARTS):
        size = _number(data, at, 4, "big")
        kind, body = data[at + 4 : at + 8], at + 8
        if kind == b"IEND":
            return None
        if kind == b"iTXt" and data[body : body + len(_PNG_KEYWORD)] == _PNG_KEYWORD:
            return _png_text(data[body + len(_PNG_KEYWORD) : body + size])
        at = body + size + 4
    return None


def _png_text(rest: bytes) -> bytes:
    """What stands behind the keyword: whether it is compressed, how, language, translated keyword, text."""
    text = rest[2:].split(b"\x00", 2)[2]
    return zlib.decompressobj().decompress(text, LONGEST_BYTES + 1) if rest[0] else text


def _of_tiff(data: Bytes) -> bytes | None:
    order: Order = "little" if data[:1] == b"I" else "big"
    big = b"+" in data[2:4]
    word, entry = (8, 20) if big else (4, 12)
    start = _number(data, 8 if big else 4, word, order)
    count = _number(data, start, 8 if big else 2, order)
    at = start + (8 if big else 2)
    for _ in range(min(count, _PARTS)):
        if _number(data, at, 2, order) == _TIFF_TAG:
            size, where = _number(data, at + 4, word, order), at + 4 + word
            offset = where if size <= word else _number(data, where, word, order)
            return data[offset : offset + size]
        at += entry
    return None


def _of_photoshop(data: Bytes) -> bytes | None:
    at = 26 + 4 + _number(data, 26, 4, "big")
    end = at + 4 + _number(data, at, 4, "big")
    at += 4
    for _ in range(_PARTS):
        if at >= end or data[at : at + 4] != b"8BIM":
            return None
        resource = _number(data, at + 4, 2, "big")
        at += 6 + (data[at + 6] + 2) // 2 * 2
        size = _number(data, at, 4, "big")
        if resource == _PSD_RESOURCE:
            return data[at + 4 : at + 4 + size]
        at += 4 + (size + 1) // 2 * 2
    return None


def _riff_chunks(data: Bytes) -> Iterator[tuple[bytes, int, int]]:
    at = 12
    for _ in range(_PARTS):
        if at + 8 > len(data):
            return
        size = _number(data, at + 4, 4, "little")
        yield data[at : at + 4], at + 8, size
        at += 8 + (size + 1) // 2 * 2


def _scanned(data: Bytes) -> bytes | None:
    end = data.rfind(_END)
    begin = data.rfind(_BEGIN, 0, end) if end >= 0 else -1
    close = data.find(_CLOSE, end) if begin >= 0 else -1
    return data[begin : close + len(_CLOSE)] if close >= 0 else None


def _number(data: Bytes, at: int, size: int, order: Order) -> int:
    """Raises IndexError behind the end of the file."""
    found = data[at : at + size]
    if len(found) < size:
        raise IndexError
    return int.from_bytes(found, order)
