"""What libvips does not tell of a PNG file."""

import struct
from pathlib import Path

METRES_PER_INCH = 0.0254
_SIGNATURE_BYTES = 8
_HEAD_BYTES = 8
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
