"""From a pyramid to pixels in their place: the best level, one resampling, quarter turns, mirrors and slants."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyvips

from safelight.domain.geometry import Matrix, Rect, Size, half_up

ALIGNED_FROM_SHRINK: Final = 4.0
"""A window that lies on no whole pixel of a level is cut from one this many times finer, so that it is off by less."""

HUGE_SIDE: Final = 1_000_000
_BROADEST_KERNEL: Final = 8


@dataclass(frozen=True, slots=True)
class Resampling:
    """A libvips kernel to shrink by, and an interpolator to enlarge and slant by."""

    kernel: str
    interpolator: str


RESAMPLING: Final = {
    "bilin": Resampling("linear", "bilinear"),
    "bicub": Resampling("cubic", "bicubic"),
    "sharp2": Resampling("lanczos3", "bicubic"),
    "sharp": Resampling("lanczos2", "bicubic"),
    "bisharp": Resampling("mks2013", "bicubic"),
}
"""Kernel by `resMode=`. Assumed: the original's constants are not published; bisharp stands for a sharpening cubic."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pixels and where they lie."""

    image: Any
    left: int
    top: int

    @property
    def rect(self) -> Rect:
        return Rect(self.left, self.top, self.image.width, self.image.height)

    def cut(self, to: Rect) -> "Sheet":
        """What of it lies within a rectangle, which must touch it."""
        meet = self.rect.meet(to)
        if meet == self.rect:
            return self
        image = self.image.crop(meet.left - self.left, meet.top - self.top, meet.width, meet.height)
        return Sheet(image, meet.left, meet.top)


@dataclass(frozen=True, slots=True)
class Pyramid:
    """A tiled TIFF whose pages, or sub-directories, halve in size.

    opaque: without the alpha it may have
    """

    path: Path
    size: Size
    opaque: bool = False

    def level(self, number: int) -> Any:
        """Level 0 is full resolution. Where a level is missing, the next finer one that is there."""
        image = self._stored(number)
        return self._without_alpha(number) if self.opaque and image.hasalpha() else image

    def _without_alpha(self, number: int) -> Any:
        """Made of full resolution: the smaller levels have no colour left where they are transparent."""
        whole = pyvips.Image.tiffload(str(self.path))
        plain = whole.extract_band(0, n=whole.bands - 1)
        step = 2**number
        if step == 1 or min(plain.width, plain.height) < step:
            return plain
        return plain.crop(0, 0, plain.width // step * step, plain.height // step * step).shrink(step, step)

    def _stored(self, number: int) -> Any:
        if number > 0:
            try:
                return self._fitting(pyvips.Image.tiffload(str(self.path), page=number), number)
            except pyvips.Error:
                return self._by_directory(number)
        return pyvips.Image.tiffload(str(self.path))

    def _by_directory(self, number: int) -> Any:
        image = pyvips.Image.tiffload(str(self.path))
        pages = int(image.get("n-pages")) if image.get_typeof("n-pages") else 1
        under = int(image.get("n-subifds")) if image.get_typeof("n-subifds") else 0
        if min(number, under) > 0:
            return pyvips.Image.tiffload(str(self.path), subifd=min(number, under) - 1)
        return pyvips.Image.tiffload(str(self.path), page=min(number, pages - 1)) if pages > 1 else image

    def _fitting(self, image: Any, number: int) -> Any:
        wanted = self.size.width >> number
        if abs(image.width - wanted) > 1:
            raise pyvips.Error(f"page {number} is {image.width} pixels wide, not {wanted}: no pyramid by pages")
        return image


def resample(pyramid: Pyramid, window: Rect, matrix: Matrix, clip: Rect, mode: str) -> Sheet | None:
    """Draw a window of the source where the matrix puts it.

    window:  source pixels, inside the source
    clip:    what will be looked at; drawing may end there and need not
    returns: in the source's own colours and depth; None where nothing meets the clip
    """
    if window.empty:
        return None
    if matrix.upright:
        return _upright(pyramid, window, matrix, clip, RESAMPLING[mode])
    return _slanted(pyramid, window, matrix, clip, RESAMPLING[mode])


def _upright(pyramid: Pyramid, window: Rect, matrix: Matrix, clip: Rect, by: Resampling) -> Sheet | None:
    target = matrix.rect(window)
    if target.meet(clip).empty:
        return None
    if max(target.width, target.height) > HUGE_SIDE:
        window, target = _seen(window, matrix, clip)
    wanted = Size(target.height, target.width) if matrix.swaps_axes else Size(target.width, target.height)
    image = _to_size(_window(pyramid, window, wanted), wanted, by)
    return Sheet(_oriented(image, matrix), target.left, target.top)


def _seen(window: Rect, matrix: Matrix, clip: Rect) -> tuple[Rect, Rect]:
    """The part of a window that a clip shows, with a margin, and where it lies: pictures may be enlarged at will."""
    shown = matrix.rect(window).meet(clip)
    left, top, right, bottom = inverse(matrix).box(shown)
    x, y = math.floor(left) - _BROADEST_KERNEL, math.floor(top) - _BROADEST_KERNEL
    across, down = math.ceil(right) + _BROADEST_KERNEL - x, math.ceil(bottom) + _BROADEST_KERNEL - y
    part = window.meet(Rect(x, y, across, down))
    return part, matrix.rect(part)


def _window(pyramid: Pyramid, window: Rect, wanted: Size) -> Any:
    """The window from the smallest level that still has at least the pixels wanted."""
    shrink = max(1.0, min(window.width / wanted.width, window.height / wanted.height))
    level = int(math.log2(shrink) + 1e-9)
    whole = window == Rect(0, 0, pyramid.size.width, pyramid.size.height)
    while level > 0 and not whole and shrink / 2**level < ALIGNED_FROM_SHRINK and not _on_grid(pyramid, window, level):
        level -= 1
    image = pyramid.level(level)
    return image if whole else _cut(pyramid, image, window)


def _on_grid(pyramid: Pyramid, window: Rect, level: int) -> bool:
    step = 2**level
    ends = ((window.right, pyramid.size.width), (window.bottom, pyramid.size.height))
    return window.left % step == 0 == window.top % step and all(at % step == 0 or at == end for at, end in ends)


def _cut(pyramid: Pyramid, image: Any, window: Rect) -> Any:
    step = 2 ** round(math.log2(pyramid.size.width / image.width)) if image.width < pyramid.size.width else 1
    left, top = min(half_up(window.left / step), image.width - 1), min(half_up(window.top / step), image.height - 1)
    right = image.width if window.right == pyramid.size.width else min(image.width, half_up(window.right / step))
    bottom = image.height if window.bottom == pyramid.size.height else min(image.height, half_up(window.bottom / step))
    return image.crop(left, top, max(1, right - left), max(1, bottom - top))


def _to_size(image: Any, size: Size, by: Resampling) -> Any:
    """Exactly the size, whatever libvips rounds to; transparent pixels do not bleed their colour."""
    if (image.width, image.height) == (size.width, size.height):
        return image
    across, down = size.width / image.width, size.height / image.height
    if not image.hasalpha():
        return _exactly(image.resize(across, vscale=down, kernel=by.kernel), size)
    weighed = image.premultiply().resize(across, vscale=down, kernel=by.kernel)
    return _exactly(_unweighed(weighed, image.format), size)


def _exactly(image: Any, size: Size) -> Any:
    if (image.width, image.height) == (size.width, size.height):
        return image
    return image.gravity("north-west", size.width, size.height, extend="copy")


def _unweighed(image: Any, depth: str) -> Any:
    return image.unpremultiply().rint().cast(depth)


def _oriented(image: Any, matrix: Matrix) -> Any:
    if matrix.swaps_axes:
        image = image.rot90()
        mirrored, turned_over = matrix.b > 0, matrix.c < 0
    else:
        mirrored, turned_over = matrix.a < 0, matrix.d < 0
    image = image.fliphor() if mirrored else image
    return image.flipver() if turned_over else image


def _slanted(pyramid: Pyramid, window: Rect, matrix: Matrix, clip: Rect, by: Resampling) -> Sheet | None:
    """Shrink upright first, then turn and enlarge in one interpolation; edges end in alpha."""
    left, top, right, bottom = matrix.box(window)
    box = Rect(
        math.floor(left), math.floor(top), math.ceil(right) - math.floor(left), math.ceil(bottom) - math.floor(top)
    )
    area = box.meet(clip)
    if area.empty:
        return None
    if max(box.width, box.height) > HUGE_SIDE:
        window, _ = _seen(window, matrix, clip)
    factor = min(1.0, max(matrix.factors))
    size = Size(window.width, window.height).scaled(factor, factor)
    image = _to_size(_window(pyramid, window, size), size, by)
    image = image if image.hasalpha() else image.addalpha()
    rest = Matrix().scaled(window.width / size.width, window.height / size.height).moved(window.left, window.top)
    rest = rest.then(matrix)
    x, y = rest.point(0.5, 0.5)
    drawn = image.premultiply().affine(
        [rest.a, rest.b, rest.c, rest.d],
        interpolate=pyvips.Interpolate.new(by.interpolator),
        oarea=[0, 0, area.width, area.height],
        odx=x - 0.5 - area.left,
        ody=y - 0.5 - area.top,
        premultiplied=True,
        extend="background",
        background=[0.0] * image.bands,
    )
    return Sheet(_unweighed(drawn, image.format), area.left, area.top)


def inverse(matrix: Matrix) -> Matrix:
    """The transform back. The matrix must not flatten the plane."""
    area = matrix.a * matrix.d - matrix.b * matrix.c
    a, b, c, d = matrix.d / area, -matrix.b / area, -matrix.c / area, matrix.a / area
    return Matrix(a, b, c, d, -(a * matrix.x0 + b * matrix.y0), -(c * matrix.x0 + d * matrix.y0))
