"""Where the composite lies in a reply of another shape."""

from safelight.serving.commands import Command, Scope, Stage, with_view
from safelight.serving.draft import Draft
from safelight.serving.values import clamped_real, listed


class Align(Command[Draft, tuple[float, float]]):
    """Across and down, -1.0 left or top, 1.0 right or bottom; beyond is taken as the end. Needs wid= and hei=.

    syntax:  horizontal,vertical
    default: 0,0; of a thumbnail, what the settings say
    """

    name, stage, scope = "align", Stage.VIEW, Scope.VIEW

    def parse(self, text: str) -> tuple[float, float]:
        across, down = listed(self.name, text, "horizontal,vertical", 2, 2)
        return clamped_real(self.name, across, -1, 1), clamped_real(self.name, down, -1, 1)

    def apply(self, state: Draft, value: tuple[float, float]) -> Draft:
        return with_view(state, align=value)
