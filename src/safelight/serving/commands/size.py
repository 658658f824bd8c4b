"""Size of the layer: scaled to fit into it, never padded."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import listed, refused, whole


class SizeCommand(Command[Draft, tuple[int, int]]):
    """Pixels; 0 leaves a side to the other. sizeN is refused, as it must be for layer 0.

    syntax:  width,height
    default: 0,0, as scale= or res= say
    """

    name, twin, stage, scope = "size", "sizeN", Stage.SCALE, Scope.LAYER

    def parse(self, text: str) -> tuple[int, int]:
        width, height = listed(self.name, text, "width,height", 2, 2)
        return whole(self.name, width, low=0), whole(self.name, height, low=0)

    def parse_twin(self, text: str) -> tuple[int, int]:
        raise refused(self.twin, text, "size=, since sizeN= is not permitted for layer 0")

    def apply(self, state: Draft, value: tuple[int, int]) -> Draft:
        return replace(state, scaling=replace(state.scaling, size=value))
