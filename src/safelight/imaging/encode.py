"""Pixels to the bytes of a reply."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pyvips

from safelight.imaging import jpeg, png
from safelight.imaging.colour import BUILT_IN

MM_PER_INCH: Final = 25.4
LARGEST_SIDE: Final = {"jpeg": 65_500, "webp": 16_383, "avif": 16_384, "gif": 65_535}
"""Pixels; formats that are not named here have no limit that matters."""

AVIF_EFFORT, WEBP_EFFORT, GIF_EFFORT, PNG_EFFORT = 3, 4, 3, 3
_XMP: Final = "xmp-data"
_PNG_ALL_FILTERS: Final = 248
_JPEG_START, _JFIF = b"\xff\xd8", b"\xff\xe0"
_AVIF_KNEE, _AVIF_SHARE = 90, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a reply is written.

    format:        jpeg, png, gif, tif, webp or avif
    quality:       1 to 100, on the scale of JPEG; unused where nothing is lost
    full_chroma:   colour at the resolution of brightness (JPEG)
    progressive:   in several scans (JPEG)
    compression:   none, lzw, zip or jpeg for tif; lossy or lossless for webp and avif
    colours:       of a palette, 2 to 256; 0 means no palette
    dither:        errors of a palette are spread
    dpi:           density tag; 0.0 leaves it out
    embed_profile: the profile of the pixel type goes along, where there is one
    """

    format: str
    quality: int = 80
    full_chroma: bool = False
    progressive: bool = False
    compression: str = ""
    colours: int = 0
    dither: bool = True
    dpi: float = 0.0
    embed_profile: bool = False


def encode(image: Any, encoding: Encoding) -> bytes:
    """An XMP packet that the image has goes along where the format can carry it, and nothing else of its metadata.

    raises: pyvips.Error if the image cannot be computed or written
    """
    if encoding.dpi:
        per_mm = encoding.dpi / MM_PER_INCH
        image = image.copy(xres=per_mm, yres=per_mm)
    written: bytes = _WRITERS[encoding.format](image, encoding)
    return written


def encode_within(image: Any, encoding: Encoding, max_bytes: int) -> bytes | None:
    """At the asked quality or the best lower one that fits; None where none does."""
    image = image.copy_memory()
    best = encode(image, encoding)
    if len(best) <= max_bytes:
        return best
    found, low, high = None, 1, encoding.quality - 1
    while low <= high:
        middle = (low + high) // 2
        tried = encode(image, replace(encoding, quality=middle))
        if len(tried) <= max_bytes:
            found, low = tried, middle + 1
        else:
            high = middle - 1
    return found


def with_xmp(image: Any, packet: bytes) -> Any:
    """The image with a packet; without one for an empty packet."""
    image = image.copy()
    if packet:
        image.set_type(pyvips.GValue.blob_type, _XMP, packet)
    elif image.get_typeof(_XMP):
        image.remove(_XMP)
    return image


def _kept(image: Any, encoding: Encoding) -> dict[str, Any]:
    """The profile goes along only on demand."""
    profile = BUILT_IN.get({"srgb": "rgb", "cmyk": "cmyk"}.get(image.interpretation, ""))
    return {"keep": _keep(image), "profile": profile} if encoding.embed_profile and profile else {"keep": _keep(image)}


def _keep(image: Any) -> str:
    return "xmp" if image.get_typeof(_XMP) else "none"


def _jpeg(image: Any, encoding: Encoding) -> bytes:
    if jpeg.is_plain(image) and not encoding.embed_profile and not image.get_typeof(_XMP):
        chroma = jpeg.FULL if encoding.full_chroma else jpeg.HALVED
        return jpeg.written(image, encoding.quality, chroma, encoding.dpi, progressive=encoding.progressive)
    written = image.jpegsave_buffer(
        Q=encoding.quality,
        subsample_mode="off" if encoding.full_chroma else "on",
        interlace=encoding.progressive,
        **_kept(image, encoding),
    )
    return written if image.interpretation == "cmyk" else _with_density(written, encoding.dpi)


def _with_density(written: bytes, dpi: float) -> bytes:
    """The density as JFIF has it, which libvips writes into EXIF alone; JFIF knows no CMYK."""
    if not dpi or not written.startswith(_JPEG_START) or written.startswith(_JPEG_START + _JFIF):
        return written
    whole = round(dpi)
    segment = _JFIF + struct.pack(">H5sHBHHBB", 16, b"JFIF", 0x0102, 1, whole, whole, 0, 0)
    return written[: len(_JPEG_START)] + segment + written[len(_JPEG_START) :]


def _png(image: Any, encoding: Encoding) -> bytes:
    """A packet is written by us: libvips makes a chunk of Latin-1 of it, where readers do not look."""
    packet = image.get(_XMP) if image.get_typeof(_XMP) else b""
    written = _bare_png(with_xmp(image, b""), encoding)
    return png.with_text(written, png.XMP, packet) if packet else written


def _bare_png(image: Any, encoding: Encoding) -> bytes:
    kept = _kept(image, encoding)
    if not encoding.colours:
        plain: bytes = image.pngsave_buffer(compression=PNG_EFFORT, filter=_PNG_ALL_FILTERS, **kept)
        return plain
    dither, bits = 1.0 if encoding.dither else 0.0, _bits(encoding.colours, (1, 2, 4, 8))
    written: bytes = image.pngsave_buffer(palette=True, bitdepth=bits, dither=dither, **kept)
    return written


def _gif(image: Any, encoding: Encoding) -> Any:
    bits = _bits(encoding.colours or 256, range(1, 9))
    dither = 1.0 if encoding.dither else 0.0
    return image.gifsave_buffer(bitdepth=bits, dither=dither, effort=GIF_EFFORT, keep="none")


def _tif(image: Any, encoding: Encoding) -> Any:
    compression = {"zip": "deflate", "": "none"}.get(encoding.compression, encoding.compression)
    return image.tiffsave_buffer(compression=compression, Q=encoding.quality, **_kept(image, encoding))


def _webp(image: Any, encoding: Encoding) -> Any:
    lossless = encoding.compression == "lossless"
    return image.webpsave_buffer(Q=encoding.quality, lossless=lossless, effort=WEBP_EFFORT, keep=_keep(image))


def _avif(image: Any, encoding: Encoding) -> Any:
    lossless = encoding.compression == "lossless"
    quality = avif_quality(encoding.quality)
    return image.heifsave_buffer(
        compression="av1", Q=quality, lossless=lossless, effort=AVIF_EFFORT, bitdepth=8, keep=_keep(image)
    )


def avif_quality(quality: int) -> int:
    """The AVIF setting that looks like a JPEG quality: AVIF needs less for the same picture (assumed, measured)."""
    if quality <= _AVIF_KNEE:
        return max(1, round(quality * _AVIF_SHARE))
    low = _AVIF_KNEE * _AVIF_SHARE
    return round(low + (quality - _AVIF_KNEE) * (100 - low) / (100 - _AVIF_KNEE))


def _bits(colours: int, allowed: Sequence[int]) -> int:
    """The largest palette depth that holds no more colours than asked for."""
    return max(bits for bits in allowed if 1 << bits <= max(2, colours))


_WRITERS: Final[dict[str, Callable[[Any, Encoding], Any]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "tif": _tif,
    "webp": _webp,
    "avif": _avif,
}
