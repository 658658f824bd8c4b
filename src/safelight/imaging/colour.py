"""Colour spaces: everything is served as sRGB unless a gray or CMYK reply is asked for.

Assumed: the catalog's output profile for RGB is sRGB, the one for CMYK the one libvips brings; the original's stock
profiles are not published. Source without a profile: sRGB, its gray curve, or that CMYK profile.
"""

from typing import Any, Final

import pyvips

from safelight.imaging.profiles import is_srgb

SRGB_NAME: Final = "sRGB IEC61966-2.1"
BUILT_IN: Final = {"rgb": "srgb", "cmyk": "cmyk"}
_RENDERING: Final = {"intent": "relative", "black_point_compensation": True}
"""Assumed: the catalog's defaults for both are not published."""

_PROFILE = "icc-profile-data"


def to_srgb(image: Any) -> Any:
    """8 bits a band, red, green, blue, and alpha where there was one; by the embedded profile if it fits."""
    profile = embedded(image)
    if image.interpretation == "srgb" and (not profile or is_srgb(profile)):
        return image
    if not profile and image.interpretation != "cmyk":
        return _eight_bit(image.colourspace("srgb"))
    try:
        return _eight_bit(_by_profile(image))
    except pyvips.Error:  # a profile of another colour space, or one that LittleCMS cannot read
        return _eight_bit(image.colourspace("srgb"))


def to_pixel_type(image: Any, pixel_type: str) -> Any:
    """An sRGB image as `rgb`, `gray` or `cmyk`."""
    if pixel_type == "gray":
        return image.colourspace("b-w")
    if pixel_type == "cmyk":
        return image.icc_transform(BUILT_IN["cmyk"], input_profile=BUILT_IN["rgb"], **_RENDERING)
    return image


def embedded(image: Any) -> bytes:
    """The ICC profile an image carries; empty where it has none."""
    return bytes(image.get(_PROFILE)) if image.get_typeof(_PROFILE) else b""


def _by_profile(image: Any) -> Any:
    fallback = BUILT_IN["cmyk"] if image.interpretation == "cmyk" else BUILT_IN["rgb"]
    if image.interpretation in {"b-w", "grey16"}:
        return image.icc_transform(BUILT_IN["rgb"], embedded=True, depth=8, **_RENDERING)
    return image.icc_transform(BUILT_IN["rgb"], embedded=True, input_profile=fallback, depth=8, **_RENDERING)


def _eight_bit(image: Any) -> Any:
    return image if image.format == "uchar" else image.cast("uchar")
