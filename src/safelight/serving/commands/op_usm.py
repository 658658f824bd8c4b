"""Unsharp mask whose radius counts pixels of full resolution."""

from dataclasses import replace

from safelight.serving import unsharp
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft, Unsharp


class OpUsm(Command[Draft, Unsharp]):
    """Amount 0 to 5, radius 0 to 250, threshold 0 to 255, monochrome 1 to sharpen only brightness; beyond is taken as
    the end.

    syntax:  amount[,radius[,threshold[,monochrome]]]
    default: 0,0,0,0
    """

    name, stage, scope = "op_usm", Stage.OPERATIONS, Scope.EITHER
    comp_stage = Stage.SHARPEN

    def parse(self, text: str) -> Unsharp:
        return unsharp.read(self.name, text, relative=True)

    def apply(self, state: Draft, value: Unsharp) -> Draft:
        return replace(state, layer_sharpening=(*state.layer_sharpening, value))

    def apply_at_comp(self, state: Draft, value: Unsharp) -> Draft:
        return replace(state, view_sharpening=(*state.view_sharpening, value))
