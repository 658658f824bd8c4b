"""Resolution of the layer."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import above_zero


class Res(Command[Draft, float]):
    """Above 0, in the unit of the record's own resolution; ignored beside size= and scale=.

    syntax:  resolution
    default: full resolution
    """

    name, stage, scope = "res", Stage.SCALE, Scope.LAYER

    def parse(self, text: str) -> float:
        return above_zero(self.name, text)

    def apply(self, state: Draft, value: float) -> Draft:
        return replace(state, scaling=replace(state.scaling, resolution=value))
