"""Zoom targets and image maps as a catalog record holds them.

Source: Image Serving reference, catalog::Targets and catalog::Map.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from safelight.domain.annotations import RECTANGLE, ImageMap, ZoomTarget
from safelight.domain.geometry import Size

_ATTRIBUTES: Final = re.compile(r"""\s*[A-Za-z][\w-]*\s*=\s*["'][^<>]*""")
_SHAPES: Final = {True: "rect", False: "poly"}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_CORNERS, _SMALLEST_POLYGON = 4, 6


def targets(found: Sequence[ZoomTarget], image: Size) -> str:
    """The targets that lie within the image, numbered from 1, in properties ended by `??`."""
    fitting = (target for target in found if target.fits(image))
    return "??".join(line for number, target in enumerate(fitting, start=1) for line in _target(number, target))


def area_map(found: Sequence[ImageMap]) -> str:
    """The enabled maps that are a shape as HTML areas, the uppermost first."""
    return "".join(_area(area) for area in reversed(found) if area.enabled and _is_shape(area))


def _target(number: int, target: ZoomTarget) -> Iterator[str]:
    yield f"Target.{number}.rect={target.x},{target.y},{target.width},{target.height}"
    if target.name:
        yield f"Target.{number}.label={_text(target.name)}"
    if target.user_data:
        yield f"Target.{number}.userData={_text(target.user_data)}"


def _text(value: str) -> str:
    return value.translate(_ESCAPES).replace("??", "?\\u003f")


def _is_shape(area: ImageMap) -> bool:
    numbers = area.region.count(",") + 1
    return numbers == _CORNERS if area.shape_type == RECTANGLE else numbers >= _SMALLEST_POLYGON and numbers % 2 == 0


def _area(area: ImageMap) -> str:
    shape = _SHAPES[area.shape_type == RECTANGLE]
    coords = "".join(area.region.split())
    return f'<area shape="{shape}" coords="{coords}" {_action(area.action)}>'


def _action(action: str) -> str:
    """Attributes as they came, else the address of a link."""
    return action.strip() if _ATTRIBUTES.fullmatch(action) else f'href="{escape(action.strip())}"'
