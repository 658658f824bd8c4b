"""Scale of the view: 2 halves, 0.5 doubles."""

from safelight.serving.commands import Command, Scope, Stage, with_view
from safelight.serving.draft import Draft
from safelight.serving.values import above_zero


class Scl(Command[Draft, float]):
    """Above 0.

    syntax:  inverse factor
    default: by wid= and hei=, else 1, at most DefaultPix
    """

    name, stage, scope = "scl", Stage.VIEW, Scope.VIEW

    def parse(self, text: str) -> float:
        return above_zero(self.name, text)

    def apply(self, state: Draft, value: float) -> Draft:
        return with_view(state, inverse=value)
