"""Source images: what was measured of one, and what an upload wants done to it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

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
class Anchor:
    """A point of an image as fractions of its sides, 0.0 at the left and the top."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class AutoCrop:
    """Sides to take off by what is in them.

    tolerance: 0.0 to 1.0, as of `imaging.auto_crop`
    corner:    whose colour is background, one of the AutoCrop Corner constants; None goes by transparency
    """

    tolerance: float
    corner: str | None = None


@dataclass(frozen=True, slots=True)
class Knockout:
    """A background to make transparent.

    corner:    whose colour it has
    tolerance: 0.0 to 1.0: the share of the whole range by which a component may differ (assumed)
    flood:     only what hangs together with the corner, else wherever it is
    source:    IPS API reference, KnockoutBackgroundOptions
    """

    corner: str
    tolerance: float
    flood: bool


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
    auto_crop:   in place of `crop`
    source_profile, output_profile: digests of the profiles to convert colours by, which lie as `DIGEST.icc` in the
                 work folder: the first for a file without its own, the second in place of sRGB; empty for none
    """

    crop: Crop = NO_CROP
    sharpening: Sharpening | None = None
    to_srgb: bool = False
    needs_mask: bool = False
    auto_crop: AutoCrop | None = None
    knockout: Knockout | None = None
    source_profile: str = ""
    output_profile: str = ""

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "IngestOptions":
        """What `asdict` wrote, whether by this version or by one with fewer options or more."""
        known = {field.name: told[field.name] for field in fields(cls) if field.name in told}
        parts = {"crop": Crop, "sharpening": Sharpening, "auto_crop": AutoCrop, "knockout": Knockout}
        return cls(**known | {name: part(**told[name]) for name, part in parts.items() if told.get(name)})


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
