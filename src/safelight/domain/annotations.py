"""What is drawn on an image: zoom targets and image maps."""

import re
from dataclasses import dataclass
from typing import Final

from safelight.domain.faults import InvalidParameter
from safelight.domain.geometry import Size

RECTANGLE, POLYGON = "Rectangle", "Polygon"
SHAPES: Final = (RECTANGLE, POLYGON)

MOST_TARGETS: Final = 5
"""Of one image. Source: IPS API reference, ImageInfo."""

MOST_MAPS: Final = 1_000
"""Of one image (assumed)."""

LONGEST_TEXT: Final = 10_000
"""Characters of a name, an action, user data or a region (assumed)."""

_TARGET, _MAP = "9", "8"
"""Type codes in handles. Source: samples of saveZoomTarget and saveImageMap."""

_HANDLE: Final = re.compile(r"(?:a\|)?([0-9]{1,18})\|([89])\|([0-9]{1,18})")
_NUMBERS: Final = re.compile(r"\s*-?[0-9]{1,9}\s*(,\s*-?[0-9]{1,9}\s*)*")


@dataclass(frozen=True, slots=True)
class ZoomTarget:
    """A rectangle that a viewer zooms to; pixels of the image, from its top left."""

    id: int
    asset_id: int
    name: str
    x: int
    y: int
    width: int
    height: int
    user_data: str
    position: int
    modified_ms: int

    @property
    def handle(self) -> str:
        return f"a|{self.asset_id}|{_TARGET}|{self.id}"

    def fits(self, image: Size) -> bool:
        """Whether it is a rectangle that lies within an image."""
        within = self.x + self.width <= image.width and self.y + self.height <= image.height
        return within and min(self.x, self.y) >= 0 and min(self.width, self.height) > 0


@dataclass(frozen=True, slots=True)
class ImageMap:
    """A region of an image that a click acts on.

    region:   numbers as in `coords` of an HTML area, pixels of the image
    action:   attributes of the area, or the address a click leads to
    position: the higher one lies over the lower one
    """

    id: int
    asset_id: int
    name: str
    shape_type: str
    region: str
    action: str
    position: int
    enabled: bool
    modified_ms: int

    @property
    def handle(self) -> str:
        return f"a|{self.asset_id}|{_MAP}|{self.id}"


def target_id(field: str, handle: str) -> tuple[int, int]:
    """(asset, target) of a zoom target handle; raises InvalidParameter."""
    return _ids(field, handle, _TARGET, "a zoom target handle such as a|12|9|3")


def map_id(field: str, handle: str) -> tuple[int, int]:
    """(asset, map) of an image map handle; raises InvalidParameter."""
    return _ids(field, handle, _MAP, "an image map handle such as a|12|8|3")


def region(field: str, text: str) -> str:
    """Numbers with commas between them, as they came; raises InvalidParameter.

    How many there are is not asked: the reference's own samples have four for a rectangle, or one.
    """
    if len(text) > LONGEST_TEXT or not _NUMBERS.fullmatch(text):
        raise InvalidParameter(field, text, "whole numbers with commas between them, such as 0,0,84,128")
    return text.strip()


def words(field: str, text: str) -> str:
    """A text of bounded length; raises InvalidParameter."""
    if len(text) > LONGEST_TEXT:
        raise InvalidParameter(field, text, f"at most {LONGEST_TEXT} characters")
    return text


def _ids(field: str, handle: str, code: str, want: str) -> tuple[int, int]:
    found = _HANDLE.fullmatch(handle.strip())
    if found is None or found[2] != code:
        raise InvalidParameter(field, handle, want)
    return int(found[1]), int(found[3])
