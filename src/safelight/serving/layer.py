"""The geometry of an image layer as it goes through its steps; no pixel is touched.

Source: Image Serving reference, layer transforms.
"""

import math
from dataclasses import dataclass, replace

from safelight.domain.geometry import Matrix, Rect, Size, turned

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Layer:
    """source: full resolution; window: what is kept of it, source pixels; matrix: source to layer pixels.

    size: of the layer's rectangle now, pixels
    """

    source: Size
    window: Rect
    matrix: Matrix
    size: Size

    def cropped(self, area: Rect) -> "Layer":
        """Source pixels; may reach beyond the source, which leaves the rest transparent."""
        return replace(
            self,
            window=self.window.meet(area),
            matrix=self.matrix.moved(-area.left, -area.top),
            size=Size(max(1, area.width), max(1, area.height)),
        )

    def resized(self, size: Size) -> "Layer":
        across, down = size.width / self.size.width, size.height / self.size.height
        return replace(self, matrix=self.matrix.scaled(across, down), size=size)

    def on(self, size: Size, left: int, top: int) -> "Layer":
        """The layer as it is, laid on a rectangle of another size."""
        return replace(self, matrix=self.matrix.moved(left, top), size=size)

    def flipped(self, *, across: bool, down: bool) -> "Layer":
        mirror = Matrix(
            a=-1.0 if across else 1.0,
            d=-1.0 if down else 1.0,
            x0=self.size.width if across else 0.0,
            y0=self.size.height if down else 0.0,
        )
        return replace(self, matrix=self.matrix.then(mirror))

    def rotated(self, degrees: float) -> "Layer":
        """Clockwise; the rectangle grows to hold everything, and its middle stays the middle."""
        turn = turned(degrees)
        width, height = self.size.width, self.size.height
        size = Size(
            math.ceil(abs(turn.a) * width + abs(turn.b) * height - _ROUNDING),
            math.ceil(abs(turn.c) * width + abs(turn.d) * height - _ROUNDING),
        )
        matrix = self.matrix.moved(-width / 2, -height / 2).then(turn).moved(size.width / 2, size.height / 2)
        return replace(self, matrix=matrix, size=size)

    def extended(self, left: int, top: int, right: int, bottom: int) -> "Layer":
        """Negative values crop; never thinner than 1 pixel."""
        size = Size(max(1, self.size.width + left + right), max(1, self.size.height + top + bottom))
        return self.on(size, left, top)


def whole(source: Size) -> Layer:
    """A layer before its first step."""
    return Layer(source, Rect(0, 0, source.width, source.height), Matrix(), source)
