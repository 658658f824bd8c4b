"""Labels of the pictures in a set."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes


class LabelKey(Command[Wishes, str]):
    """Name in the user data of each picture whose value labels it in req=set.

    syntax:  name
    default: no labels
    """

    name, stage, scope = "labelkey", Stage.DISPATCH, Scope.REQUEST

    def parse(self, text: str) -> str:
        return text.strip()

    def apply(self, state: Wishes, value: str) -> Wishes:
        return replace(state, label_key=value)
