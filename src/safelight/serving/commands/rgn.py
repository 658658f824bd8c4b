"""Region of interest of the composite: selects, does not clip."""

from safelight.domain.geometry import Rect
from safelight.serving.commands import Command, Scope, Stage, with_view
from safelight.serving.draft import Draft
from safelight.serving.values import listed, whole


class Rgn(Command[Draft, Rect]):
    """Pixels of the composite, sides above 0.

    syntax:  x,y,width,height
    default: the whole composite
    """

    name, stage, scope = "rgn", Stage.VIEW, Scope.VIEW

    def parse(self, text: str) -> Rect:
        x, y, width, height = listed(self.name, text, "x,y,width,height", 4, 4)
        at = whole(self.name, x), whole(self.name, y)
        return Rect(*at, whole(self.name, width, low=1), whole(self.name, height, low=1))

    def apply(self, state: Draft, value: Rect) -> Draft:
        return with_view(state, region=value)
