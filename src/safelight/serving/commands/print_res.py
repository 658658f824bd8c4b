"""Density tag of the reply; its pixels are the same."""

from safelight.serving.commands import Command, Scope, Stage, with_encoding
from safelight.serving.draft import Draft
from safelight.serving.values import real


class PrintRes(Command[Draft, float]):
    """Dots per inch, 1 to 65000.

    syntax:  dpi
    default: that of the source, else Resolution
    """

    name, stage, scope = "printRes", Stage.ENCODE, Scope.REQUEST

    def parse(self, text: str) -> float:
        return real(self.name, text, 1, 65_000)

    def apply(self, state: Draft, value: float) -> Draft:
        return with_encoding(state, dpi=value)
