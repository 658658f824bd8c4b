"""Source files, opened: what they hold is known, no pixel is decoded yet where the decoder can wait."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvips

from safelight.domain.faults import BrokenImage
from safelight.domain.images import Limits
from safelight.imaging import formats, limits, png, tiff
from safelight.imaging.formats import Format

MM_PER_INCH = 25.4
UPRIGHT, MIRRORED = 1, 2
"""EXIF orientations that can be read line by line."""

REASON_CHARACTERS = 200
_WORD = re.compile(r"[A-Za-z]{3}")
_INSIDE = re.compile(r"^\w+: |.*unable to open source for input$")

_FULL_CHROMA = "4:4:4"
_HARMLESS = ("extraneous bytes", "unknown adobe", "inconsistent progression", "invalid sos")

_LOADERS = {
    formats.JPEG: pyvips.Image.jpegload,
    formats.PNG: pyvips.Image.pngload,
    formats.GIF: pyvips.Image.gifload,
    formats.WEBP: pyvips.Image.webpload,
    formats.AVIF: pyvips.Image.heifload,
    formats.TIFF: pyvips.Image.tiffload,
}
_TIFF_COMPRESSIONS_OF_PILLOW = {34925, 34926, 50000, 50001}
"""LZMA, Zstandard and WebP, which the libtiff of libvips is built without."""


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file.

    image: as it came, but upright
    stored_width, stored_height, orientation: how it lies in the file, pixels and EXIF's number
    depth: bits of one sample
    lossy: it has been through a lossy compression
    subsampled: and that was coarser in colour than in brightness
    alpha: which band is alpha, None where none is
    """

    format: Format
    image: Any
    depth: int
    resolution_dpi: float
    frames: int
    lossy: bool
    subsampled: bool
    alpha: int | None
    stored_width: int
    stored_height: int
    orientation: int = UPRIGHT


def opened(path: Path, bounds: Limits, *, lenient: bool = False) -> Source:
    """Read the head of a file. What is wrong with its pixels may show when they are used, as pyvips.Error.

    lenient: a JPEG decoder's warnings are let pass; of other formats they always are
    raises: EmptyFile, FileTooLarge, UnknownFormat, ImageTooLarge, BrokenImage
    """
    found = limits.recognise(path, bounds)
    if _needs_pillow(path, found):
        return _by_pillow(path, found, bounds)
    try:
        return _by_vips(path, found, bounds, "error" if lenient or found is not formats.JPEG else "warning")
    except pyvips.Error as error:
        raise BrokenImage(found.name, plain(error, path)) from None


def is_harmless(refusal: BrokenImage) -> bool:
    """Whether it was a warning about what cameras and editors do, and pixels do not show."""
    return any(hint in str(refusal).lower() for hint in _HARMLESS)


def plain(error: pyvips.Error, path: Path) -> str:
    """What a decoder complained about last, without places of this machine and of its own code."""
    lines = [_INSIDE.sub("", line.strip()) for line in str(error.detail or error.message).splitlines()]
    told = [line.replace(str(path), "the file") for line in lines if _WORD.search(line)]
    return told[-1][:REASON_CHARACTERS] if told else "its data cannot be decoded"


def _by_pillow(path: Path, found: Format, bounds: Limits) -> Source:
    from safelight.imaging import pillow

    image, depth, dpi = pillow.opened(path, found, bounds)
    alpha = image.bands - 1 if image.hasalpha() else None
    subsampled = found is formats.HEIC
    return Source(found, image, depth, round(dpi, 1), 1, found.lossy, subsampled, alpha, image.width, image.height)


def _by_vips(path: Path, found: Format, bounds: Limits, fail_on: str) -> Source:
    image = _LOADERS[found](str(path), access="sequential", fail_on=fail_on)
    limits.check_pixels(image.width, image.height, bounds)
    orientation = image.get("orientation") if image.get_typeof("orientation") else UPRIGHT
    if orientation not in {UPRIGHT, MIRRORED}:
        image = _LOADERS[found](str(path), access="random", fail_on=fail_on)
    return Source(
        format=found,
        image=image.autorot(),
        depth=_depth(image),
        resolution_dpi=round(_resolution_dpi(image, path, found), 1),
        frames=image.get("n-pages") if image.get_typeof("n-pages") else 1,
        lossy=found.lossy and not _is_lossless(path, found),
        subsampled=_is_subsampled(image, found),
        alpha=_alpha(image, path, found),
        stored_width=image.width,
        stored_height=image.height,
        orientation=orientation,
    )


def _needs_pillow(path: Path, found: Format) -> bool:
    if found is formats.TIFF:
        return bool(set(tiff.first_page(path).get(tiff.COMPRESSION, ())) & _TIFF_COMPRESSIONS_OF_PILLOW)
    return found not in _LOADERS


def _is_lossless(path: Path, found: Format) -> bool:
    if found is not formats.WEBP:
        return False
    with path.open("rb") as file:
        return formats.is_lossless_webp(file.read(16))


def _is_subsampled(image: Any, found: Format) -> bool:
    """A lossy WebP always is; nothing is known of an AVIF."""
    if found is formats.JPEG:
        return bool(image.get("jpeg-chroma-subsample") != _FULL_CHROMA)
    return found is formats.WEBP


def _depth(image: Any) -> int:
    if image.get_typeof("bits-per-sample"):
        return int(image.get("bits-per-sample"))
    return {"uchar": 8, "ushort": 16}.get(image.format, 32)


def _resolution_dpi(image: Any, path: Path, found: Format) -> float:
    """Where the file states none libvips makes one up, and then names no unit."""
    if found is formats.PNG:
        return png.resolution_dpi(path)
    return float(image.xres) * MM_PER_INCH if image.get_typeof("resolution-unit") else 0.0


def _alpha(image: Any, path: Path, found: Format) -> int | None:
    """In a TIFF the first extra sample that is alpha; others are none. Source: Image Serving utilities, ic."""
    if found is not formats.TIFF:
        return image.bands - 1 if image.hasalpha() else None
    extras = tiff.first_page(path).get(tiff.EXTRA_SAMPLES, ())
    for index, kind in enumerate(extras):
        if kind in {tiff.ASSOCIATED, tiff.UNASSOCIATED}:
            return int(image.bands) - len(extras) + index
    return None
