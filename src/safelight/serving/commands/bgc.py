"""Colour behind the composite."""

from dataclasses import replace

from safelight.serving import colours
from safelight.serving.colours import Colour
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft


class Bgc(Command[Draft, Colour]):
    """Alpha and the suffix `s` are ignored. Formats that keep alpha have no background.

    syntax:  colour, as rrggbb or r,g,b
    default: BkgColor, ffffff; of a thumbnail ThumbBkgColor
    """

    name, stage, scope = "bgc", Stage.VIEW, Scope.VIEW

    def parse(self, text: str) -> Colour:
        return colours.parse(self.name, text)

    def apply(self, state: Draft, value: Colour) -> Draft:
        return replace(state, background=value)
