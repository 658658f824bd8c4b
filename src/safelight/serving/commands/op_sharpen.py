"""The basic sharpening, of the layer or at layer=comp of the finished view."""

from dataclasses import replace

from safelight.imaging.sharpen import Sharpen
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import flag


class OpSharpen(Command[Draft, bool]):
    """1 sharpens.

    syntax:  0 or 1
    default: 0
    """

    name, stage, scope = "op_sharpen", Stage.OPERATIONS, Scope.EITHER
    comp_stage = Stage.SHARPEN

    def parse(self, text: str) -> bool:
        return flag(self.name, text)

    def apply(self, state: Draft, value: bool) -> Draft:
        added = (Sharpen(),) if value else ()
        return replace(state, layer_sharpening=state.layer_sharpening + added)

    def apply_at_comp(self, state: Draft, value: bool) -> Draft:
        added = (Sharpen(),) if value else ()
        return replace(state, view_sharpening=state.view_sharpening + added)
