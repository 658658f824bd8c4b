"""Whether client and server may keep the reply."""

from dataclasses import replace

from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes
from safelight.serving.values import choice, listed

SINGLE = {
    "on": (True, True, False),
    "off": (False, False, False),
    "validate": (True, True, False),
    "update": (True, True, True),
}
SWITCH = {"on": True, "off": False}


class Cache(Command[Wishes, tuple[bool, bool, bool]]):
    """Client, server, and whether the server renders anew; `validate` needs nothing, for nothing here grows stale.

    syntax:  on, off, validate or update; or on or off of the client, then of the server
    default: on,on
    """

    name, stage, scope = "cache", Stage.HTTP, Scope.REQUEST

    def parse(self, text: str) -> tuple[bool, bool, bool]:
        values = listed(self.name, text, "on, off, validate, update, or client,server", 1, 2)
        if len(values) == 1:
            return choice(self.name, values[0], SINGLE)
        return choice(self.name, values[0], SWITCH), choice(self.name, values[1], SWITCH), False

    def apply(self, state: Wishes, value: tuple[bool, bool, bool]) -> Wishes:
        client, server, refresh = value
        return replace(state, client_cache=client, server_cache=server, refresh=refresh)
