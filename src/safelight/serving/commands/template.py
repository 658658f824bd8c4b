"""Commands of a template for the picture in the path."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes
from safelight.serving.values import refused


class Template(Command[Wishes, str]):
    """A record whose commands are taken; the picture in the path is what they call $object$.

    syntax:  name
    default: none
    """

    name, stage, scope = "template", Stage.DISPATCH, Scope.REQUEST

    def parse(self, text: str) -> str:
        if not text.strip().strip("/"):
            raise refused(self.name, text, "the name of a template")
        return text.strip()

    def apply(self, state: Wishes, value: str) -> Wishes:
        return replace(state, template=value)
