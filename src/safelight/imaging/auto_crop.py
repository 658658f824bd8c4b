"""The part of a picture that is not background: told by the colour of a corner, or by transparency."""

from pathlib import Path
from typing import Any, Final

import pyvips

from safelight.domain.geometry import Rect

_CORNERS: Final = {"UpperLeft": (0, 0), "UpperRight": (1, 0), "BottomLeft": (0, 1), "BottomRight": (1, 1)}
CORNERS: Final = tuple(_CORNERS)
_MOST: Final = 255.0


def by_colour(path: Path, corner: str, tolerance: float) -> Rect:
    """The smallest upright rectangle around all that differs from the colour of a corner.

    path:      of a pyramid
    tolerance: 0.0 for every difference, to 1.0 for none: the share of the whole range by which a component may differ
               (assumed)
    returns:   pixels of the full picture; all of it where nothing differs
    """
    return differing(pyvips.Image.tiffload(str(path)), corner, tolerance)


def by_transparency(path: Path, tolerance: float) -> Rect:
    """The smallest upright rectangle around all that is less transparent than a limit.

    tolerance: 0.0 for all that is not wholly transparent, to 1.0 for nothing: the opacity up to which a pixel is
               background (assumed)
    returns:   as `by_colour`; all of it where the picture has no alpha
    """
    return opaque(pyvips.Image.tiffload(str(path)), tolerance)


def differing(image: Any, corner: str, tolerance: float) -> Rect:
    """As `by_colour`, of an image that can be read more than once."""
    return _around(background(image, corner, tolerance) == 0)


def background(image: Any, corner: str, tolerance: float) -> Any:
    """255 where a pixel has the colour of a corner, 0 elsewhere; one band."""
    alike = (image - image.getpoint(*place(image, corner))).abs() <= tolerance * _MOST
    return alike.bandand()


def place(image: Any, corner: str) -> tuple[int, int]:
    """The pixel in a corner."""
    across, down = _CORNERS[corner]
    return across * (image.width - 1), down * (image.height - 1)


def opaque(image: Any, tolerance: float) -> Rect:
    """As `by_transparency`, of an image that can be read more than once."""
    if not image.hasalpha():
        return Rect(0, 0, image.width, image.height)
    return _around(image[image.bands - 1] > tolerance * _MOST)


def _around(content: Any) -> Rect:
    columns, rows = content.project()
    left, right = _ends(columns.tolist()[0])
    top, bottom = _ends([row[0] for row in rows.tolist()])
    if right <= left or bottom <= top:
        return Rect(0, 0, content.width, content.height)
    return Rect(left, top, right - left, bottom - top)


def _ends(sums: list[float]) -> tuple[int, int]:
    """The first place with anything in it, and the one behind the last."""
    filled = [place for place, total in enumerate(sums) if total]
    return (filled[0], filled[-1] + 1) if filled else (0, 0)
