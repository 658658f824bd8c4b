"""A tile of the finished view."""

from safelight.domain.geometry import Rect
from safelight.serving.commands import Command, Scope, Stage, with_view
from safelight.serving.draft import Draft
from safelight.serving.placing import Cut
from safelight.serving.values import above_zero, listed, part, whole


class RectCommand(Command[Draft, Cut]):
    """Pixels of the view after the tile's own scale, which is above 0.

    syntax:  x,y,width,height[,scale]
    default: the whole view
    """

    name, stage, scope = "rect", Stage.RECT, Scope.VIEW

    def parse(self, text: str) -> Cut:
        values = listed(self.name, text, "x,y,width,height[,scale]", 4, 5)
        at = whole(self.name, values[0]), whole(self.name, values[1])
        size = whole(self.name, values[2], low=1), whole(self.name, values[3], low=1)
        scale = part(values, 4)
        return Cut(Rect(*at, *size), above_zero(self.name, scale) if scale else 1.0)

    def apply(self, state: Draft, value: Cut) -> Draft:
        return with_view(state, cut=value)
