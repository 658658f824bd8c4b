"""Stands in for a picture that is missing."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes


class DefaultImage(Command[Wishes, str]):
    """A picture of the company; empty means none.

    syntax:  name
    default: DefaultImage, which is none
    """

    name, stage, scope = "defaultImage", Stage.DISPATCH, Scope.REQUEST

    def parse(self, text: str) -> str:
        return text.strip()

    def apply(self, state: Wishes, value: str) -> Wishes:
        return replace(state, default_image=value)
