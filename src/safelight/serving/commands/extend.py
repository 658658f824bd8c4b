"""Adds room around the layer, or cuts some off."""

from dataclasses import dataclass, replace

from safelight.domain.geometry import Size, half_up
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import listed, real, whole

WANT = "left,top,right,bottom"
FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Margins:
    """Left, top, right, bottom: pixels, or fractions of the rectangle after rotation; negative cuts."""

    values: tuple[float, float, float, float]
    normalised: bool

    def of(self, size: Size) -> tuple[int, int, int, int]:
        across, down = (size.width, size.height) if self.normalised else (1, 1)
        left, top, right, bottom = self.values
        return half_up(left * across), half_up(top * down), half_up(right * across), half_up(bottom * down)


class Extend(Command[Draft, Margins]):
    """The last step of a layer's own geometry. Pixels, or for extendN fractions of its rectangle after rotation;
    negative ones cut.

    syntax:  left,top,right,bottom
    default: 0,0,0,0
    """

    name, twin, stage, scope = "extend", "extendN", Stage.EXTEND, Scope.LAYER

    def parse(self, text: str) -> Margins:
        values = [whole(self.name, each, -FARTHEST, FARTHEST) for each in listed(self.name, text, WANT, 4, 4)]
        left, top, right, bottom = values
        return Margins((left, top, right, bottom), normalised=False)

    def parse_twin(self, text: str) -> Margins:
        values = [real(self.twin, each, -1000, 1000) for each in listed(self.twin, text, WANT, 4, 4)]
        left, top, right, bottom = values
        return Margins((left, top, right, bottom), normalised=True)

    def apply(self, state: Draft, value: Margins) -> Draft:
        return replace(state, layer=state.layer.extended(*value.of(state.layer.size)))
