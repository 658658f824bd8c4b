"""Largest JPEG reply; quality falls until it fits."""

from safelight.serving.commands import Command, Scope, Stage, with_output
from safelight.serving.draft import Draft
from safelight.serving.values import whole

KILOBYTE = 1024


class JpegSize(Command[Draft, int]):
    """Kilobytes, 0 for no limit; ignored for other formats.

    syntax:  kilobytes
    default: 0
    """

    name, stage, scope = "jpegSize", Stage.ENCODE, Scope.REQUEST

    def parse(self, text: str) -> int:
        return whole(self.name, text, low=0) * KILOBYTE

    def apply(self, state: Draft, value: int) -> Draft:
        return with_output(state, max_bytes=value)
