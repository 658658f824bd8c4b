"""How the composite is scaled into wid= and hei=."""

from safelight.serving.commands import Command, Scope, Stage, with_view
from safelight.serving.draft import Draft
from safelight.serving.placing import Fit
from safelight.serving.values import choice, flag, listed, part

MODES = {mode: mode for mode in ("fit", "constrain", "crop", "wrap", "stretch", "hfit", "vfit")}


class FitCommand(Command[Draft, Fit]):
    """Mode fit, constrain, crop, wrap, stretch, hfit or vfit; upscale 1 allows to enlarge. Needs wid= or hei=.

    syntax:  mode[,upscale]
    default: fit,0
    """

    name, stage, scope = "fit", Stage.VIEW, Scope.VIEW

    def parse(self, text: str) -> Fit:
        values = listed(self.name, text, "mode[,upscale]", 1, 2)
        upscale = part(values, 1)
        return Fit(choice(self.name, values[0], MODES), upscale=flag(self.name, upscale) if upscale else False)

    def apply(self, state: Draft, value: Fit) -> Draft:
        return with_view(state, fit=value)
