"""Mirrors the layer, or at layer=comp the composite."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Draft
from safelight.serving.values import choice

WAYS = {"lr": (True, False), "ud": (False, True), "lrud": (True, True)}


class Flip(Command[Draft, tuple[bool, bool]]):
    """lr left to right, ud upside down, lrud both.

    syntax:  lr, ud or lrud
    default: none
    """

    name, stage, scope = "flip", Stage.FLIP, Scope.EITHER
    comp_stage = Stage.COMPOSITE

    def parse(self, text: str) -> tuple[bool, bool]:
        return choice(self.name, text, WAYS)

    def apply(self, state: Draft, value: tuple[bool, bool]) -> Draft:
        across, down = value
        return replace(state, layer=state.layer.flipped(across=across, down=down))
