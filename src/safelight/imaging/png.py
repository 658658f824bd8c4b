"""What libvips does not tell of a PNG file, and does not write into one."""

import struct
import zlib
from pathlib import Path
from typing import Final

XMP: Final = b"XML:com.adobe.xmp"
"""The keyword of the text that is an XMP packet. Source: XMP specification, part 3."""

METRES_PER_INCH = 0.0254
_SIGNATURE_BYTES = 8
_HEAD_BYTES = 8
_HEADER_BYTES = _SIGNATURE_BYTES + _HEAD_BYTES + 13 + 4
_MOST_CHUNKS = 1000


def resolution_dpi(path: Path) -> float:
    """Pixels per inch as the pHYs chunk states them, 0.0 where there is none."""
    with path.open("rb") as file:
        file.seek(_SIGNATURE_BYTES)
        for _ in range(_MOST_CHUNKS):
            head = file.read(_HEAD_BYTES)
            if len(head) < _HEAD_BYTES or head[4:] == b"IDAT":
                return 0.0
            size = int.from_bytes(head[:4], "big")
            if head[4:] == b"pHYs":
                across, _down, unit = struct.unpack(">IIB", file.read(9).ljust(9, b"\0"))
                return across * METRES_PER_INCH if unit == 1 else 0.0
            file.seek(size + 4, 1)
    return 0.0


def with_text(png: bytes, keyword: bytes, text: bytes) -> bytes:
    """A PNG with a text of UTF-8 behind its header, not compressed and of no language."""
    body = b"iTXt" + keyword + b"\0" * 5 + text
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:_HEADER_BYTES] + chunk + png[_HEADER_BYTES:]
