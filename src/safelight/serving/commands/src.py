"""Which picture a layer shows."""

from dataclasses import replace

from safelight.domain.faults import NotBuilt
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes
from safelight.serving.values import refused


class Src(Command[Wishes, str]):
    """A picture of the company, in place of the one in the path. Nested requests and foreign addresses are not built.

    syntax:  name
    default: the picture in the path
    """

    name, stage, scope = "src", Stage.DISPATCH, Scope.LAYER

    def parse(self, text: str) -> str:
        named = text.strip()
        if any(letter in named for letter in "(){}"):
            raise NotBuilt("src= of a nested request or a foreign address")
        if not named.strip("/"):
            raise refused(self.name, text, "the name of a picture")
        return named

    def apply(self, state: Wishes, value: str) -> Wishes:
        return replace(state, source=value)
