"""Formats that the wheel of libvips lacks, through Pillow and pillow-heif. Imported only where one of them comes."""

from pathlib import Path
from typing import Any

import pillow_heif
import pyvips
from PIL import Image

from safelight.domain.faults import BrokenImage, Fault, UnknownFormat
from safelight.domain.images import Limits
from safelight.imaging import formats, limits
from safelight.imaging.formats import Format

Image.MAX_IMAGE_PIXELS = None  # limits.check_pixels is told what the settings say

_INTERPRETATIONS = {"L": "b-w", "LA": "b-w", "RGB": "srgb", "RGBA": "srgb", "CMYK": "cmyk"}
_MADE_UP_DPI = 1.0
_UNFOLDED = {"P", "PA", "RGBX", "RGBa", "La", "YCbCr"}
_NAMES_OF_PILLOW = {formats.BMP: ("BMP", "DIB"), formats.TIFF: ("TIFF",), formats.PHOTOSHOP: ("PSD",)}
_RESOLUTION = 1005
"""The image resource of a Photoshop document that names its resolution, whole pixels an inch and 65536ths."""


def opened(path: Path, found: Format, bounds: Limits) -> tuple[Any, int, float]:
    """The image in memory, the bits of one sample in the file, and its resolution, 0.0 for none.

    raises: BrokenImage, ImageTooLarge
    """
    try:
        return _heic(path, bounds) if found is formats.HEIC else _pillow(path, found, bounds)
    except (Fault, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes these decoders raise anything
        raise BrokenImage(found.name, _plain(error, path)) from None


def _pillow(path: Path, found: Format, bounds: Limits) -> tuple[Any, int, float]:
    with Image.open(path, formats=_NAMES_OF_PILLOW[found]) as image:
        limits.check_pixels(image.width, image.height, bounds)
        depth = 1 if image.mode == "1" else 8
        dpi = _photoshop_dpi(image) if found is formats.PHOTOSHOP else float(image.info.get("dpi", (0.0, 0.0))[0])
        dpi = dpi if dpi > _MADE_UP_DPI else 0.0
        profile = image.info.get("icc_profile")
        return _to_vips(_plain_mode(image), profile), depth, dpi


def _photoshop_dpi(image: Any) -> float:
    data = next((data for number, _, data in image.resources if number == _RESOLUTION), b"")
    return int.from_bytes(data[:4], "big") / 65536


def _heic(path: Path, bounds: Limits) -> tuple[Any, int, float]:
    """Turned and mirrored by its own boxes, which the decoder obeys; the EXIF orientation then says nothing."""
    file = pillow_heif.open_heif(path, convert_hdr_to_8bit=True)
    width, height = file.size
    limits.check_pixels(width, height, bounds)
    image = _plain_mode(file.to_pillow())
    return _to_vips(image, file.info.get("icc_profile")), int(file.info.get("bit_depth", 8)), 0.0


def _plain_mode(image: Image.Image) -> Image.Image:
    """Palettes and bits unfolded."""
    if image.mode in _INTERPRETATIONS:
        image.load()
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.mode not in _UNFOLDED:
        raise UnknownFormat(f"{image.format} samples of mode {image.mode}", "samples of 8 bits")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _plain(error: Exception, path: Path) -> str:
    """What a decoder complained about, in one line; nothing where it only stumbled."""
    told = str(error) if isinstance(error, OSError | RuntimeError | ValueError) else ""
    return told.splitlines()[0].replace(str(path), "the file") if told else "its data cannot be decoded"


def _to_vips(image: Image.Image, profile: bytes | None) -> Any:
    bands = len(image.getbands())
    made = pyvips.Image.new_from_memory(image.tobytes(), image.width, image.height, bands, "uchar")
    made = made.copy(interpretation=_INTERPRETATIONS[image.mode])
    if profile:
        made.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return made
