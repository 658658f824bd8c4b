"""How pixels are resampled."""

from safelight.imaging.transform import RESAMPLING
from safelight.serving.commands import Command, Scope, Stage, with_output
from safelight.serving.draft import Draft
from safelight.serving.values import choice

MODES = {mode: mode for mode in RESAMPLING}


class ResMode(Command[Draft, str]):
    """bilin, bicub, sharp2, bisharp, or sharp of old.

    syntax:  mode
    default: ResMode, sharp2
    """

    name, stage, scope = "resMode", Stage.SCALE, Scope.REQUEST

    def parse(self, text: str) -> str:
        return choice(self.name, text, MODES)

    def apply(self, state: Draft, value: str) -> Draft:
        return with_output(state, resampling=value)
