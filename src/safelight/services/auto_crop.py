"""Where an image could be cropped, computed from its pixels; nothing is stored."""

from safelight.domain.assets import ImageDetail
from safelight.domain.choices import one_of
from safelight.domain.faults import InvalidParameter
from safelight.domain.geometry import Rect
from safelight.imaging import auto_crop
from safelight.services.context import Parts


def by_colour(parts: Parts, image: ImageDetail, corner: str, tolerance: float) -> Rect:
    """As `imaging.auto_crop.by_colour`; raises InvalidParameter."""
    field = "autoColorCropOptions"
    wanted = one_of(f"{field}/corner", corner, auto_crop.CORNERS, "")
    _check(f"{field}/tolerance", tolerance)
    with parts.blobs.local_path(image.pyramid_digest) as pyramid:
        return auto_crop.by_colour(pyramid, wanted, tolerance)


def by_transparency(parts: Parts, image: ImageDetail, tolerance: float) -> Rect:
    """As `imaging.auto_crop.by_transparency`, of an image whose mask was not taken off; raises InvalidParameter."""
    _check("autoTransparentCropOptions/tolerance", tolerance)
    if not image.has_alpha:
        return Rect(0, 0, image.width, image.height)
    with parts.blobs.local_path(image.pyramid_digest) as pyramid:
        return auto_crop.by_transparency(pyramid, tolerance)


def _check(field: str, tolerance: float) -> None:
    if not 0 <= tolerance <= 1:
        raise InvalidParameter(field, tolerance, "a number from 0 to 1")
