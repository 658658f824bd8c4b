"""A set in the request itself."""

from dataclasses import replace

from safelight.serving import set_grammar
from safelight.serving.commands import Command, Scope, Stage
from safelight.serving.draft import Wishes


class ImageSet(Command[Wishes, str]):
    """Told by req=set in place of the set of the record; brackets around all of it are taken off.

    syntax:  {set}
    default: ImageSet of the record
    """

    name, stage, scope = "imageSet", Stage.DISPATCH, Scope.REQUEST

    def parse(self, text: str) -> str:
        set_grammar.split(text, "")
        inner = set_grammar.inner(text.strip())
        return text.strip() if inner is None else inner

    def apply(self, state: Wishes, value: str) -> Wishes:
        return replace(state, image_set=value)
