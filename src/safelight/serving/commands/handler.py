"""JSONP function of a json reply."""

import re
from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes
from safelight.serving.values import refused

NAME = re.compile(r"[A-Za-z0-9]{1,100}")


class Handler(Command[Wishes, str]):
    """Letters and digits only, 1 to 100, since the reply is a script.

    syntax:  name
    default: s7jsonResponse
    """

    name, stage, scope = "handler", Stage.DISPATCH, Scope.REQUEST

    def parse(self, text: str) -> str:
        if not NAME.fullmatch(text.strip()):
            raise refused(self.name, text, "letters and digits")
        return text.strip()

    def apply(self, state: Wishes, value: str) -> Wishes:
        return replace(state, handler=value)
