"""Colour behind the layer, within its rectangle."""

from dataclasses import replace

from safelight.serving import colours
from safelight.serving.colours import Colour
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft


class BgColor(Command[Draft, Colour]):
    """Fills what rotate, extend and crop left transparent; with an alpha of 0 it fills nothing.

    syntax:  colour, as rrggbb, r,g,b, or with an alpha at the end
    default: 0,0,0,0
    """

    name, stage, scope = "bgColor", Stage.EXTEND, Scope.LAYER

    def parse(self, text: str) -> Colour:
        return colours.parse(self.name, text)

    def apply(self, state: Draft, value: Colour) -> Draft:
        return replace(state, fill=value)
