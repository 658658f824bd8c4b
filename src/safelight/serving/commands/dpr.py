"""Pixels of the device for one of the view."""

from safelight.serving.commands import Command, Scope, Stage, with_view
from safelight.serving.draft import Draft
from safelight.serving.values import above_zero, choice, listed

SWITCH = {"off": False, "on": True}


class Dpr(Command[Draft, float]):
    """Multiplies the size asked for by a number above 0, as far as MaxPix allows.

    syntax:  off or on,ratio
    default: off
    """

    name, stage, scope = "dpr", Stage.VIEW, Scope.REQUEST

    def parse(self, text: str) -> float:
        switch, *values = listed(self.name, text, "off, or on,ratio", 1, 2)
        if not choice(self.name, switch, SWITCH):
            return 1.0
        return above_zero(self.name, values[0]) if values else 1.0

    def apply(self, state: Draft, value: float) -> Draft:
        return with_view(state, ratio=value)
