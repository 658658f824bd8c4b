"""Height of the reply."""

from safelight.serving.commands import Command, Scope, Stage, with_view
from safelight.serving.draft import Draft
from safelight.serving.values import whole


class Hei(Command[Draft, int]):
    """Pixels, above 0.

    syntax:  pixels
    default: by wid= or scl=, else the picture's own, at most DefaultPix; of a thumbnail DefaultThumbPix
    """

    name, stage, scope = "hei", Stage.VIEW, Scope.VIEW

    def parse(self, text: str) -> int:
        return whole(self.name, text, low=1)

    def apply(self, state: Draft, value: int) -> Draft:
        return with_view(state, hei=value)
