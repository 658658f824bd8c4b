"""Presets: image formats, and the query strings they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safelight.domain import handles

_COMMAND = re.compile(r"(?P<name>\$?[A-Za-z][\w.\-]*)=(?P<value>[^\s#]*)|\$[^$=]+\$|\.[^#]*", re.ASCII)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CLOSES = {"}": "{", ")": "("}


@dataclass(frozen=True, slots=True)
class ImageFormat:
    """A named string of image commands, which picture URLs call as `$name$`."""

    id: int
    company_id: int
    name: str
    url_modifier: str

    @property
    def handle(self) -> str:
        return handles.image_format_handle(self.company_id, self.id)


def tidy_modifier(text: str) -> str | None:
    """A query string of image commands without the blanks and the `?` or `&` that pasting leaves around them.

    Each piece is `name=value`, `$name$`, `$variable=value` or a `.comment`; an `&` inside `{}` or `()` separates
    nothing. Returns None for what cannot be read so, or holds no command.
    source: Image Serving reference, HTTP protocol syntax; the sample of saveImageFormat holds blanks after an `&`
    """
    pieces = [piece.strip() for piece in _pieces(text.strip().lstrip("?"))]
    commands = [piece for piece in pieces if piece]
    fits = all(_COMMAND.fullmatch(piece) and not _BROKEN_ESCAPE.search(piece) for piece in commands)
    return "&".join(commands) if commands and fits and _balanced(text) else None


def _pieces(text: str) -> Iterator[str]:
    """Split at each `&` that stands outside of brackets."""
    depth, start = 0, 0
    for place, letter in enumerate(text):
        depth += (letter in "{(") - (letter in "})")
        if letter == "&" and depth <= 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _balanced(text: str) -> bool:
    opened: list[str] = []
    for letter in text:
        if letter in _CLOSES.values():
            opened.append(letter)
        elif letter in _CLOSES and (not opened or opened.pop() != _CLOSES[letter]):
            return False
    return not opened
