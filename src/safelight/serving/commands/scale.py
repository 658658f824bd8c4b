"""Factor of the layer."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import above_zero


class Scale(Command[Draft, float]):
    """Above 0, times the source's pixels; ignored beside size=.

    syntax:  factor
    default: that of res=, else 1
    """

    name, stage, scope = "scale", Stage.SCALE, Scope.LAYER

    def parse(self, text: str) -> float:
        return above_zero(self.name, text)

    def apply(self, state: Draft, value: float) -> Draft:
        return replace(state, scaling=replace(state.scaling, factor=value))
