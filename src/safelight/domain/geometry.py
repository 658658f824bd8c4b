"""Sizes, rectangles and plane transforms; pixel i covers the interval [i, i + 1)."""

import math
from dataclasses import dataclass


def half_up(value: float) -> int:
    """The nearest whole number, halves upwards (assumed: the original's rounding is not published)."""
    return math.floor(value + 0.5)


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height, pixels."""

    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height

    def scaled(self, x: float, y: float) -> "Size":
        """Multiplied by the factors, rounded half up, never thinner than 1 pixel."""
        return Size(max(1, half_up(self.width * x)), max(1, half_up(self.height * y)))


@dataclass(frozen=True, slots=True)
class Rect:
    """Whole pixels from the top left; may lie outside of what it is measured in; empty where a side is <= 0."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    def meet(self, other: "Rect") -> "Rect":
        """What both cover; empty where they do not touch."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        width, height = min(self.right, other.right) - left, min(self.bottom, other.bottom) - top
        return Rect(left, top, max(0, width), max(0, height))

    def covers(self, other: "Rect") -> bool:
        return self.meet(other) == other

    def moved(self, x: int, y: int) -> "Rect":
        return Rect(self.left + x, self.top + y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = a*x + b*y + x0, y' = c*x + d*y + y0; y points down."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    x0: float = 0.0
    y0: float = 0.0

    def then(self, after: "Matrix") -> "Matrix":
        """This transform followed by another."""
        return Matrix(
            after.a * self.a + after.b * self.c,
            after.a * self.b + after.b * self.d,
            after.c * self.a + after.d * self.c,
            after.c * self.b + after.d * self.d,
            after.a * self.x0 + after.b * self.y0 + after.x0,
            after.c * self.x0 + after.d * self.y0 + after.y0,
        )

    def moved(self, x: float, y: float) -> "Matrix":
        return self.then(Matrix(x0=x, y0=y))

    def scaled(self, x: float, y: float) -> "Matrix":
        return self.then(Matrix(a=x, d=y))

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.x0, self.c * x + self.d * y + self.y0

    def box(self, rect: Rect) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the smallest upright box around the transformed rectangle."""
        corners = [self.point(x, y) for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def rect(self, rect: Rect) -> Rect:
        """The box with its edges on whole pixels, never thinner than 1 pixel."""
        left, top, right, bottom = (half_up(edge) for edge in self.box(rect))
        return Rect(left, top, max(1, right - left), max(1, bottom - top))

    @property
    def upright(self) -> bool:
        """True where rectangles stay upright: turns by quarters and mirrors only."""
        return (self.b == 0 and self.c == 0) or (self.a == 0 and self.d == 0)

    @property
    def swaps_axes(self) -> bool:
        return self.a == 0 and self.d == 0

    @property
    def factors(self) -> tuple[float, float]:
        """Lengths of a horizontal and of a vertical unit after the transform."""
        return math.hypot(self.a, self.c), math.hypot(self.b, self.d)


def turned(degrees: float) -> Matrix:
    """Clockwise about the origin, exact for quarters."""
    quarters = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
    angle = degrees % 360.0
    cosine, sine = quarters.get(angle) or (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
    return Matrix(a=cosine, b=-sine, c=sine, d=cosine)
