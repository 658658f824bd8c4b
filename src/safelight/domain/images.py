"""Source images: what was measured of one, and what an upload wants done to it."""

from dataclasses import dataclass
from typing import Literal

ColorSpace = Literal["RGB", "CMYK", "GRAY"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source image and the pyramid made of it are.

    format:         of the bytes, whatever the file is called, e.g. `JPEG`
    suffix:         usual for the format, with its dot
    width, height:  of the pyramid: upright by EXIF, cropped; pixels
    bands:          of the pyramid, alpha included
    depth:          bits of one sample in the source; the pyramid has 8
    has_icc:        a profile is in the pyramid
    resolution_dpi: pixels per inch to one digit, 0.0 when the file states none
    frames:         of an animation or a document; the first is the image (assumed)
    """

    format: str
    suffix: str
    width: int
    height: int
    bands: int
    color_space: ColorSpace
    depth: int
    has_alpha: bool
    has_icc: bool
    resolution_dpi: float
    frames: int


@dataclass(frozen=True, slots=True)
class Crop:
    """Pixels to take off each side of the upright image, >= 0. All zero means no crop."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def __bool__(self) -> bool:
        return (self.left, self.top, self.right, self.bottom) != (0, 0, 0, 0)


NO_CROP = Crop()


@dataclass(frozen=True, slots=True)
class Sharpening:
    """Unsharp masking of the reduced levels of a pyramid; its full resolution stays as it came.

    amount:     0.0 to 5.0 times the difference to the blurred image
    radius:     0.0 to 250.0, pixels
    threshold:  0 to 255: smaller differences are left alone
    monochrome: sharpen brightness instead of each colour component
    source:     IPS API reference, UnsharpMaskOptions; Image Serving utilities, ic -usm (which levels)
    """

    amount: float
    radius: float
    threshold: int
    monochrome: bool


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What happens to the pixels on their way into the pyramid.

    to_srgb:     convert colours to sRGB, by the embedded profile if there is one; else they stay as they came
    needs_mask:  a clipping path must become the mask; alpha always does
    """

    crop: Crop = NO_CROP
    sharpening: Sharpening | None = None
    to_srgb: bool = False
    needs_mask: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    max_pixels:   width x height, before anything is decoded
    max_bytes:    of the file
    timeout_s:    wall clock, from begin to pyramid
    memory_bytes: address space of the decoder
    """

    max_pixels: int
    max_bytes: int
    timeout_s: float
    memory_bytes: int
