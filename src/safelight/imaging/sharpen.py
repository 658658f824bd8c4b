"""Sharpening. The original's kernels are not published: these are assumed."""

import math
from dataclasses import dataclass
from typing import Any, Final

import pyvips

OPAQUE: Final = 255
GRID: Final = 64
"""Pixels; pictures are cut for filters where it is a multiple of this away from their top left."""

_BLUR_DIRECTLY_SIGMA: Final = 8.0
_BELL_TOP: Final = 256
_SIGMAS: Final = 3
_COLOURS: Final = 3
_LUMINANCE: Final = (0.2126, 0.7152, 0.0722)


@dataclass(frozen=True, slots=True)
class Sharpen:
    """The basic filter: each pixel against its eight neighbours."""

    def apply(self, image: Any, _left: int = 0, _top: int = 0) -> Any:
        kernel = pyvips.Image.new_from_list([[-1, -1, -1], [-1, 16, -1], [-1, -1, -1]], scale=8)
        return image.conv(kernel, precision="integer")

    @property
    def reach(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class UnsharpMask:
    """Adds what a Gaussian blur takes away; alpha is treated as the colours are.

    amount:     how much of the difference is added, 0 to 5
    sigma:      of the blur, pixels of the picture made
    threshold:  differences up to it are left alone, 0 to 255
    monochrome: the difference in brightness is added to each colour
    """

    amount: float
    sigma: float
    threshold: int
    monochrome: bool

    def apply(self, image: Any, left: int = 0, top: int = 0) -> Any:
        """left, top: where the image lies in the whole, so that tiles of it come out as the whole does."""
        change = image - _blurred(image, self.sigma, left, top)
        if self.monochrome and image.bands >= _COLOURS:
            change = _in_brightness(change)
        added = (change + OPAQUE).cast("ushort").maplut(self._table())
        return (image + added).cast("uchar")

    @property
    def reach(self) -> int:
        """How far it looks, pixels."""
        return math.ceil(self.sigma * _SIGMAS) + 2 * GRID

    def _table(self) -> Any:
        """What is added, by the difference + 255."""
        change = pyvips.Image.identity(ushort=True, size=2 * OPAQUE + 1) - OPAQUE
        added = (change * self.amount).rint()
        return (change.abs() > self.threshold).ifthenelse(added, 0).cast("short")


Filter = Sharpen | UnsharpMask


def _blurred(image: Any, sigma: float, left: int, top: int) -> Any:
    """A Gaussian blur whose cost does not grow with its radius: a wide one works on a smaller image.

    The smaller image is cut along a grid of the whole; it is computed at once, for each of its pixels is used often.
    """
    if sigma <= _BLUR_DIRECTLY_SIGMA:
        return _convolved(image, sigma)
    factor = min(GRID, 1 << int(math.log2(sigma / _BLUR_DIRECTLY_SIGMA * 2)))
    x, y = left % factor, top % factor
    across, down = -(-(image.width + x) // factor), -(-(image.height + y) // factor)
    even = image.embed(x, y, across * factor, down * factor, extend="copy")
    small = _convolved(even.shrink(factor, factor).copy_memory(), sigma / factor)
    return small.resize(factor, kernel="linear").crop(x, y, image.width, image.height)


def _convolved(image: Any, sigma: float) -> Any:
    """In 16 bits, for the vector code of libvips for 8 bits moves even colours by several levels."""
    return image.cast("ushort").convsep(_bell(sigma), precision="integer").cast("uchar")


def _bell(sigma: float) -> Any:
    """A Gaussian in whole numbers: libvips' own is too coarse for narrow blurs."""
    half = math.ceil(sigma * _SIGMAS)
    bell = [round(_BELL_TOP * math.exp(-((at / sigma) ** 2) / 2)) for at in range(-half, half + 1)]
    return pyvips.Image.new_from_list([bell], scale=sum(bell))


def _in_brightness(change: Any) -> Any:
    brightness = change[0] * _LUMINANCE[0] + change[1] * _LUMINANCE[1] + change[2] * _LUMINANCE[2]
    return brightness.bandjoin([brightness, brightness, *change.bandsplit()[_COLOURS:]]).rint()
