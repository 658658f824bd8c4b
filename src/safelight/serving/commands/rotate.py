"""Turns the layer clockwise; its rectangle grows around it."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import real


class Rotate(Command[Draft, float]):
    """Degrees, any number.

    syntax:  degrees
    default: 0
    """

    name, stage, scope = "rotate", Stage.ROTATE, Scope.LAYER

    def parse(self, text: str) -> float:
        return real(self.name, text) % 360.0

    def apply(self, state: Draft, value: float) -> Draft:
        return replace(state, layer=state.layer.rotated(value)) if value else state
