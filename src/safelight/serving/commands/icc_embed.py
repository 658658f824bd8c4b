"""Sends the colour profile along, where the format can carry one."""

from safelight.serving.commands import Command, Scope, Stage, with_encoding
from safelight.serving.draft import Draft
from safelight.serving.values import flag


class IccEmbed(Command[Draft, bool]):
    """1 sends it.

    syntax:  0 or 1
    default: 0
    """

    name, stage, scope = "iccEmbed", Stage.ENCODE, Scope.REQUEST

    def parse(self, text: str) -> bool:
        return flag(self.name, text)

    def apply(self, state: Draft, value: bool) -> Draft:
        return with_encoding(state, embed_profile=value)
