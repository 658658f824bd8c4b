"""Quadrilaterals around curves."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point, Point]
Quad = tuple[Point, Point, Point, Point]

CORNERS: Final = 4
_FLAT: Final = 1e-12


def clockwise(corners: Sequence[Point]) -> Quad:
    """Four points, clockwise from the upper left; y points down."""
    x0, y0 = (sum(point[axis] for point in corners) / CORNERS for axis in (0, 1))
    turned = sorted(corners, key=lambda point: math.atan2(point[1] - y0, point[0] - x0))
    first = min(range(CORNERS), key=lambda place: sum(turned[place]))
    upper_left, upper_right, lower_right, lower_left = [*turned[first:], *turned[:first]]
    return upper_left, upper_right, lower_right, lower_left


def around(curves: Sequence[Cubic]) -> Quad:
    """The smallest upright rectangle around some Bezier curves, at least one."""
    across, down = ([value for curve in curves for value in _extremes(curve, axis)] for axis in (0, 1))
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _extremes(curve: Cubic, axis: int) -> Iterator[float]:
    """The ends of a curve along an axis, and where it turns between them."""
    p0, p1, p2, p3 = (point[axis] for point in curve)
    yield from (p0, p3)
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    for at in _roots(a, b, c):
        if 0 < at < 1:
            rest = 1 - at
            yield rest**3 * p0 + 3 * rest**2 * at * p1 + 3 * rest * at**2 * p2 + at**3 * p3


def _roots(a: float, b: float, c: float) -> Iterator[float]:
    if abs(a) < _FLAT:
        if abs(b) >= _FLAT:
            yield -c / b
        return
    inside = b * b - 4 * a * c
    if inside >= 0:
        yield from ((-b + sign * math.sqrt(inside)) / (2 * a) for sign in (1, -1))
