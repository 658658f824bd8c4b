"""Where the composite lands in the reply.

Source: Image Serving reference, view transform for images, and for thumbnails; fit.
"""

from dataclasses import dataclass, replace
from typing import Final

from safelight.domain.geometry import Matrix, Rect, Size, half_up

UPSCALE_WITHOUT_FIT: Final = False
"""Whether wid= and hei= enlarge when fit= is absent. Assumed: the documented default of fit= is fit,0."""


@dataclass(frozen=True, slots=True)
class Fit:
    """mode: fit, constrain, crop, wrap, stretch, hfit or vfit."""

    mode: str = "fit"
    upscale: bool = UPSCALE_WITHOUT_FIT


@dataclass(frozen=True, slots=True)
class Cut:
    """`rect=`: pixels of the finished view after its scale."""

    rect: Rect
    scale: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The view as asked for.

    wid, hei:  pixels of the reply
    inverse:   of scl=, 2.0 halves
    align:     -1.0 left or top, 1.0 right or bottom
    region:    of interest, pixels of the composite; region_n: the same as fractions of it
    ratio:     of dpr=, times the size asked for
    """

    wid: int | None = None
    hei: int | None = None
    inverse: float | None = None
    fit: Fit | None = None
    align: tuple[float, float] | None = None
    region: Rect | None = None
    cut: Cut | None = None
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Placed:
    """size: of the finished view; scaled: of what is scaled into it; left, top: where that begins."""

    size: Size
    scaled: Size
    left: int
    top: int

    def matrix(self, region: Rect) -> Matrix:
        """Composite pixels to view pixels."""
        across, down = self.scaled.width / region.width, self.scaled.height / region.height
        return Matrix().moved(-region.left, -region.top).scaled(across, down).moved(self.left, self.top)

    def times(self, factor: float) -> "Placed":
        left, top = half_up(self.left * factor), half_up(self.top * factor)
        return Placed(self.size.scaled(factor, factor), self.scaled.scaled(factor, factor), left, top)


def place(region: Size, view: View, default_pix: tuple[int, int], max_pix: tuple[int, int]) -> Placed:
    """The view of a region; a `dpr=` beyond max_pix is held to it."""
    placed = _place(region, view, view.ratio, default_pix)
    room = [limit / side for limit, side in zip(max_pix, (placed.size.width, placed.size.height), strict=True) if limit]
    if view.ratio > 1 and min(room, default=1.0) < 1:
        placed = _place(region, view, max(1.0, view.ratio * min(room)), default_pix)
    return placed


def contain(room: Size, rect: Size) -> float:
    """The factor that makes a rectangle fit into a room."""
    return min(room.width / rect.width, room.height / rect.height)


def cover(room: Size, rect: Size) -> float:
    """The factor that makes a rectangle cover a room."""
    return max(room.width / rect.width, room.height / rect.height)


def aligned(room: Size, rect: Size, align: tuple[float, float]) -> tuple[int, int]:
    """Left and top of a rectangle in a room; negative where it is larger (assumed: linear between the ends)."""
    left = (room.width - rect.width) * (1 + align[0]) / 2
    return half_up(left), half_up((room.height - rect.height) * (1 + align[1]) / 2)


def _place(region: Size, view: View, ratio: float, default_pix: tuple[int, int]) -> Placed:
    asked = replace(view, wid=_times(view.wid, ratio), hei=_times(view.hei, ratio))
    if view.inverse is not None:
        scale = ratio / view.inverse
        return _windowed(region.scaled(scale, scale), asked)
    if asked.wid is None and asked.hei is None:
        limits = [limit * ratio / side for limit, side in _sides(default_pix, region) if limit]
        scale = min([1.0, *limits])
        return _whole(region.scaled(scale, scale))
    fit = asked.fit or Fit()
    ratios = [wanted / side for wanted, side in ((asked.wid, region.width), (asked.hei, region.height)) if wanted]
    across, down = (scale if fit.upscale else min(1.0, scale) for scale in (ratios[0], ratios[-1]))
    if asked.wid is None or asked.hei is None:
        return _whole(region.scaled(across, down))
    return _fitted(region, Size(asked.wid, asked.hei), fit.mode, across, down, view.align or (0.0, 0.0))


def _fitted(region: Size, box: Size, mode: str, across: float, down: float, align: tuple[float, float]) -> Placed:
    scales = {
        "crop": (max(across, down),) * 2,
        "wrap": (max(across, down),) * 2,
        "stretch": (across, down),
        "hfit": (across, across),
        "vfit": (down, down),
    }
    scaled = region.scaled(*scales.get(mode, (min(across, down),) * 2))
    if mode in {"constrain", "wrap"}:
        return _whole(scaled)
    return Placed(box, scaled, *aligned(box, scaled, (0.0, 0.0) if mode == "stretch" else align))


def _windowed(scaled: Size, view: View) -> Placed:
    """scl= with wid= and hei=: cropped or padded to them; align= counts only with both."""
    box = Size(view.wid or scaled.width, view.hei or scaled.height)
    both = view.wid is not None and view.hei is not None
    return Placed(box, scaled, *aligned(box, scaled, (view.align if both and view.align else (0.0, 0.0))))


def _whole(size: Size) -> Placed:
    return Placed(size, size, 0, 0)


def _times(side: int | None, ratio: float) -> int | None:
    return None if side is None else max(1, half_up(side * ratio))


def _sides(pair: tuple[int, int], size: Size) -> tuple[tuple[int, int], tuple[int, int]]:
    return (pair[0], size.width), (pair[1], size.height)
