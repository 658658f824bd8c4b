"""Image maps: HTML areas in pixels of a source, moved to where a reply shows them.

Source: Image Serving reference, image maps. A circle, which is not supported there, is left out.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from safelight.domain.geometry import Matrix, Rect, half_up

Point = tuple[float, float]
Area = dict[str, str]

_AREA: Final = re.compile(r"""<area\b((?:"[^"]*"|'[^']*'|[^>"'])*)>""", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([A-Za-z][\w:-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_WHOLE, _RECT, _POLY = frozenset({"", "default"}), frozenset({"rect", "rectangle"}), frozenset({"poly", "polygon"})
_CORNERS, _SMALLEST_POLYGON = 4, 6
_FLAT: Final = 1e-9


def read(text: str) -> list[Area]:
    """The attributes of each area, their names in lower case."""
    return [_attributes(found[1]) for found in _AREA.finditer(text)]


def written(areas: Sequence[Mapping[str, str]]) -> str:
    return "".join(f"<area {' '.join(_pair(*each) for each in area.items())}>" for area in areas)


def moved(areas: Sequence[Area], matrix: Matrix, canvas: Rect, seen: Rect) -> list[Area]:
    """The areas in pixels of a reply, those left out of which nothing is seen.

    matrix: source pixels to reply pixels
    canvas: where the whole layer lies in the reply
    seen:   what of the reply shows the picture
    """
    found = ((area, _shape(area, matrix, canvas)) for area in areas)
    return [changed for area, corners in found if (changed := _clipped(area, corners, seen))]


def _attributes(text: str) -> Area:
    pairs = _ATTRIBUTE.findall(text.rstrip(" /"))
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in pairs}


def _pair(name: str, value: str) -> str:
    return f'{name}="{html.escape(value)}"'


def _shape(area: Area, matrix: Matrix, canvas: Rect) -> list[Point]:
    """Corners in pixels of the reply; none for what is no shape."""
    kind, numbers = area.get("shape", "").strip().lower(), list(_numbers(area.get("coords", "")))
    if kind in _WHOLE:
        return _corners(canvas.left, canvas.top, canvas.right, canvas.bottom)
    if kind in _RECT and len(numbers) == _CORNERS:
        left, top, right, bottom = numbers
        return [matrix.point(*corner) for corner in _corners(left, top, right, bottom)]
    if kind in _POLY and len(numbers) >= _SMALLEST_POLYGON:
        return [matrix.point(*corner) for corner in zip(numbers[::2], numbers[1::2], strict=False)]
    return []


def _numbers(coords: str) -> Iterator[float]:
    for part in coords.split(","):
        if _NUMBER.fullmatch(part.strip()):
            yield float(part)


def _corners(left: float, top: float, right: float, bottom: float) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _clipped(area: Area, corners: list[Point], seen: Rect) -> Area | None:
    for axis, limit, sign in ((0, seen.left, 1), (0, seen.right, -1), (1, seen.top, 1), (1, seen.bottom, -1)):
        corners = _cut(corners, axis, limit, sign)
    if not corners or _thin(corners):
        return None
    shape = "rect" if _is_upright(corners) else "poly"
    numbers = _bounds(corners) if shape == "rect" else [number for corner in corners for number in corner]
    coords = ",".join(str(half_up(number)) for number in numbers)
    kept = {name: value for name, value in area.items() if name not in {"shape", "coords"}}
    return {"shape": shape, "coords": coords, **kept}


def _cut(corners: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """What lies on one side of a line along an axis."""
    kept: list[Point] = []
    for start, end in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        before, after = (start[axis] - limit) * sign, (end[axis] - limit) * sign
        if before >= 0:
            kept.append(start)
        if before * after < 0:
            share = before / (before - after)
            kept.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return kept


def _is_upright(corners: list[Point]) -> bool:
    """Whether the corners are those of a rectangle whose sides lie along the axes."""
    left, top, right, bottom = _bounds(corners)
    at = {(round(x, 6), round(y, 6)) for x, y in corners}
    return len(corners) == _CORNERS and at == {
        (round(x, 6), round(y, 6)) for x, y in _corners(left, top, right, bottom)
    }


def _thin(corners: list[Point]) -> bool:
    left, top, right, bottom = _bounds(corners)
    return right - left <= _FLAT or bottom - top <= _FLAT


def _bounds(corners: list[Point]) -> list[float]:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return [min(across), min(down), max(across), max(down)]
