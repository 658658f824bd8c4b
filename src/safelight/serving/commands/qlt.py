"""Quality of lossy replies."""

from safelight.serving.commands import Command, Scope, Stage, with_encoding
from safelight.serving.draft import Draft
from safelight.serving.values import clamped_whole, flag, listed, part


class Qlt(Command[Draft, tuple[int, bool]]):
    """Quality 1 to 100, beyond is taken as the end; chroma 1 keeps colour at the resolution of brightness.

    syntax:  quality[,chroma]
    default: JpegQuality, 80,0
    """

    name, stage, scope = "qlt", Stage.ENCODE, Scope.REQUEST

    def parse(self, text: str) -> tuple[int, bool]:
        values = listed(self.name, text, "quality[,chroma]", 1, 2)
        return clamped_whole(self.name, values[0], 1, 100), flag(self.name, part(values, 1) or "0")

    def apply(self, state: Draft, value: tuple[int, bool]) -> Draft:
        quality, full_chroma = value
        return with_encoding(state, quality=quality, full_chroma=full_chroma)
