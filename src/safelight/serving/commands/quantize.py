"""Palette of GIF and 8-bit PNG replies."""

from safelight.domain.faults import NotBuilt
from safelight.serving.commands import Command, Scope, Stage, with_encoding
from safelight.serving.draft import Draft
from safelight.serving.values import choice, listed, part, whole

TYPES = {"adaptive": "adaptive", "web": "web", "mac": "mac"}
DITHERS = {"diffuse": True, "off": False}


class Quantize(Command[Draft, tuple[bool, int]]):
    """Type adaptive; dither diffuse or off; 2 to 256 colours. The types web and mac and colours of its own are not
    built.

    syntax:  type[,dither[,colours]]
    default: adaptive,diffuse,256
    """

    name, stage, scope = "quantize", Stage.ENCODE, Scope.REQUEST

    def parse(self, text: str) -> tuple[bool, int]:
        values = listed(self.name, text, "type[,dither[,colours]]", 1, 300)
        if choice(self.name, values[0], TYPES) != "adaptive":
            raise NotBuilt(f"quantize={values[0]}")
        if values[3:]:
            raise NotBuilt("quantize= with colours of its own")
        return choice(self.name, part(values, 1) or "diffuse", DITHERS), whole(
            self.name, part(values, 2) or "256", 2, 256
        )

    def apply(self, state: Draft, value: tuple[bool, int]) -> Draft:
        dither, colours = value
        return with_encoding(state, dither=dither, colours=colours)
