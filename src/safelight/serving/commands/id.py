"""Version of a picture for caches, or tag of a json reply."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes


class Id(Command[Wishes, str]):
    """Ignored for pictures; a json reply gives it back.

    syntax:  text
    default: none
    """

    name, stage, scope = "id", Stage.DISPATCH, Scope.REQUEST

    def parse(self, text: str) -> str:
        return text

    def apply(self, state: Wishes, value: str) -> Wishes:
        return replace(state, tag=value)
