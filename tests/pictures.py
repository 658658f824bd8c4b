"""Pictures for tests, made on the spot: each says something that survives scaling and compression."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyvips
from PIL import Image, ImageDraw

from safelight.domain.images import Limits

LIMITS = Limits(max_pixels=50_000_000, max_bytes=2**24, timeout_s=20.0, memory_bytes=2**31)

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 180, 40), (30, 50, 220), (255, 255, 255)
"""The corners, clockwise from the top left."""


def corners(width: int = 300, height: int = 200) -> Image.Image:
    """Four quarters of different colours, so that turning and mirroring show."""
    image = Image.new("RGB", (width, height))
    draw, x, y = ImageDraw.Draw(image), width // 2, height // 2
    draw.rectangle((0, 0, x - 1, y - 1), RED)
    draw.rectangle((x, 0, width, y - 1), GREEN)
    draw.rectangle((x, y, width, height), BLUE)
    draw.rectangle((0, y, x - 1, height), WHITE)
    return image


def noise(width: int, height: int) -> Image.Image:
    """Detail that nothing compresses away, the same in each band."""
    return Image.effect_noise((width, height), 60).convert("RGB")


def corner_colours(path: Path) -> list[list[float]]:
    """The pixel in the middle of each quarter, clockwise from the top left."""
    image = pyvips.Image.new_from_file(str(path))
    x, y = image.width // 4, image.height // 4
    return [image(x, y), image(3 * x, y), image(3 * x, 3 * y), image(x, 3 * y)]


def near(found: list[list[float]], want: list[tuple[int, ...]], tolerance: float = 6) -> bool:
    """Whether colours are the same within what lossy coding changes."""
    return all(abs(a - b) <= tolerance for f, w in zip(found, want, strict=True) for a, b in zip(f, w, strict=True))


def vips(image: Image.Image) -> Any:
    bands = len(image.getbands())
    made = pyvips.Image.new_from_memory(image.tobytes(), image.width, image.height, bands, "uchar")
    return made.copy(interpretation={1: "b-w", 2: "b-w", 3: "srgb", 4: "srgb"}[bands])


def heic(path: Path, image: Image.Image) -> None:
    import pillow_heif

    pillow_heif.from_pillow(image).save(path, quality=90)


SAVE: dict[str, Callable[[Path, Image.Image], object]] = {
    "JPEG": lambda path, image: image.save(path, "JPEG", quality=92, dpi=(300, 300)),
    "PNG": lambda path, image: image.save(path, "PNG", dpi=(300, 300)),
    "GIF": lambda path, image: image.save(path, "GIF"),
    "WebP": lambda path, image: image.save(path, "WEBP", quality=92),
    "AVIF": lambda path, image: vips(image).heifsave(str(path), compression="av1", Q=90),
    "HEIC": heic,
    "TIFF": lambda path, image: image.save(path, "TIFF", compression="tiff_lzw", dpi=(300, 300)),
    "BMP": lambda path, image: image.save(path, "BMP"),
}
"""How a picture becomes a file of each format."""


def photoshop_block(number: int, name: str, content: bytes) -> bytes:
    """One image resource as Photoshop writes it."""
    counted = bytes([len(name)]) + name.encode("latin-1")
    return b"8BIM" + struct.pack(">H", number) + _even(counted) + struct.pack(">I", len(content)) + _even(content)


def path_record(kind: int, *points: tuple[float, float]) -> bytes:
    """A knot of a path: its points as fractions of width and height."""
    return struct.pack(">H", kind) + b"".join(struct.pack(">2i", int(y * 2**24), int(x * 2**24)) for x, y in points)


def clipped_jpeg(path: Path, image: Image.Image, box: tuple[float, float, float, float], orientation: int = 1) -> None:
    """A JPEG with a rectangular clipping path; box: left, top, right, bottom as fractions of its stored pixels."""
    left, top, right, bottom = box
    places = [(left, top), (right, top), (right, bottom), (left, bottom)]
    outline = struct.pack(">HH22x", 0, len(places)) + b"".join(path_record(2, place, place, place) for place in places)
    blocks = photoshop_block(2000, "Cut", outline) + photoshop_block(2999, "", b"\x03Cut")
    segment = b"Photoshop 3.0\0" + blocks
    exif = Image.Exif()
    exif[0x112] = orientation
    image.save(path, "JPEG", quality=92, exif=exif)
    whole = path.read_bytes()
    path.write_bytes(whole[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + whole[2:])


def _even(data: bytes) -> bytes:
    return data + b"\0" * (len(data) % 2)
