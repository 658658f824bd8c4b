"""Backgrounds made transparent: what has the colour of a corner.

Source: IPS API reference, KnockoutBackgroundOptions.
"""

from typing import Any

import pyvips

from safelight.domain.images import Knockout
from safelight.imaging import auto_crop


def knocked_out(image: Any, wanted: Knockout) -> Any:
    """The image with its background taken out of its alpha, or of a new one; 8 bits, readable more than once."""
    colours = image.extract_band(0, n=image.bands - 1) if image.hasalpha() else image
    ground = auto_crop.background(colours, wanted.corner, wanted.tolerance)
    if wanted.flood:
        ground = _joined(ground, *auto_crop.place(image, wanted.corner))
    shown = ground.invert()
    if image.hasalpha():
        shown = (image[image.bands - 1] * shown / 255).rint().cast("uchar")
    return colours.bandjoin(shown)


def _joined(ground: Any, x: int, y: int) -> Any:
    """Of what is 255, that which hangs together with a pixel."""
    mask = pyvips.Image.black(ground.width, ground.height).copy_memory()
    return mask.draw_flood(255, x, y, test=ground.copy_memory(), equal=True)
