"""Part of the source that is used."""

from dataclasses import dataclass, replace

from safelight.domain.geometry import Rect, Size, half_up
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import listed, real, refused, whole

WANT = "x,y,width,height"


@dataclass(frozen=True, slots=True)
class Area:
    """Pixels of the full resolution source, or fractions of it; may reach beyond it."""

    values: tuple[float, float, float, float]
    normalised: bool

    def of(self, source: Size) -> Rect:
        """Edges are rounded half up; never thinner than 1 pixel."""
        across, down = (source.width, source.height) if self.normalised else (1, 1)
        x, y, width, height = self.values
        left, top = half_up(x * across), half_up(y * down)
        return Rect(left, top, max(1, half_up((x + width) * across) - left), max(1, half_up((y + height) * down) - top))


class Crop(Command[Draft, Area]):
    """The first step of a layer. Pixels of the full resolution source, sides above 0; for cropN fractions of it.

    syntax:  x,y,width,height
    default: the whole source
    """

    name, twin, stage, scope = "crop", "cropN", Stage.CROP, Scope.LAYER

    def parse(self, text: str) -> Area:
        x, y, width, height = listed(self.name, text, WANT, 4, 4)
        at = whole(self.name, x), whole(self.name, y)
        return Area((*at, whole(self.name, width, low=1), whole(self.name, height, low=1)), normalised=False)

    def parse_twin(self, text: str) -> Area:
        x, y, width, height = (real(self.twin, each, -1000, 1000) for each in listed(self.twin, text, WANT, 4, 4))
        if min(width, height) <= 0:
            raise refused(self.twin, text, "width and height above 0")
        return Area((x, y, width, height), normalised=True)

    def apply(self, state: Draft, value: Area) -> Draft:
        return replace(state, layer=state.layer.cropped(value.of(state.layer.source)))
