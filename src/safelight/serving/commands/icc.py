"""Output profile: sRGB, which every reply has."""

from safelight.domain.faults import NotBuilt
from safelight.imaging.colour import SRGB_NAME
from safelight.serving.commands import Command, Scope, Stage, with_output
from safelight.serving.draft import Draft
from safelight.serving.values import choice, flag, listed, part, refused

KNOWN = {"srgb", SRGB_NAME.lower()}
INTENTS = {intent: intent for intent in ("perceptual", "relative", "saturation", "absolute")}


class Icc(Command[Draft, str]):
    """sRGB is the one profile built; intent perceptual, relative, saturation or absolute and two flags change nothing
    for a matrix profile.

    syntax:  profile[,intent[,blackpoint[,dither]]]
    default: sRGB
    """

    name, stage, scope = "icc", Stage.COLOUR, Scope.REQUEST

    def parse(self, text: str) -> str:
        values = listed(self.name, text, "profile[,intent[,blackpoint[,dither]]]", 1, 4)
        if values[0].lower() not in KNOWN:
            raise NotBuilt(f"icc={values[0][:60]}")
        if part(values, 1):
            choice(self.name, values[1], INTENTS)
        for each in values[2:]:
            flag(self.name, each or "0")
        return "rgb"

    def apply(self, state: Draft, value: str) -> Draft:
        if state.output.pixel_type not in {"", value}:
            raise refused(self.name, "sRGB", f"a profile of {state.output.pixel_type}, as fmt= says")
        return with_output(state, pixel_type=value)
