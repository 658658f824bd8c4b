"""Colour behind the composite."""

from dataclasses import replace

from safelight.serving import colours
from safelight.serving.colours import Colour
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft


class Bgc(Command[Draft, Colour]):
    """Alpha and the suffix `s` are ignored."""

    name, stage, scope = "bgc", Stage.VIEW, Scope.VIEW

    def parse(self, text: str) -> Colour:
        return colours.parse(self.name, text)

    def apply(self, state: Draft, value: Colour) -> Draft:
        return replace(state, background=value)
