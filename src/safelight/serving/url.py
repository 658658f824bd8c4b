"""Text to request: the path, the object it names, and the modifiers in their order.

Source: Image Serving reference, HTTP protocol syntax. Names are matched without case; what follows `.` is a comment.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from safelight.domain.faults import AddressTooLong, InvalidParameter

MAX_ADDRESS_BYTES: Final = 8_192
_BROKEN_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MACRO: Final = re.compile(r"\$(.+)\$")
_NOT_IN_ELEMENTS: Final = re.compile(r"[,?\s\x00-\x1f\x7f]")
_OPENS, _CLOSES = "({", ")}"
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Modifier:
    """`name=value`. The name is in lower case; of a macro call or a variable it begins with `$`."""

    name: str
    value: str = ""

    @property
    def calls_macro(self) -> str:
        """Name of the macro called, or empty."""
        found = _MACRO.fullmatch(self.name)
        return found[1] if found and not self.value else ""

    @property
    def sets_variable(self) -> str:
        """Name of the variable set, or empty."""
        return self.name[1:] if self.name[:1] == "$" and not self.calls_macro else ""


@dataclass(frozen=True, slots=True)
class Address:
    """What a path names: the company's part of it and the record below; either may be empty."""

    root: str
    name: str


@dataclass(frozen=True, slots=True)
class Request:
    """One picture URL, as asked."""

    address: Address
    modifiers: tuple[Modifier, ...]

    @property
    def bare(self) -> bool:
        return not self.address.root and not self.modifiers


def read(path: str, query: str) -> Request:
    """The request of a path below the context (`COMPANY/NAME`) and a query, both still percent-encoded.

    raises: AddressTooLong; InvalidParameter for an escape that cannot be decoded or a path that is not permitted
    """
    length = len(path) + len(query)
    if length > MAX_ADDRESS_BYTES:
        raise AddressTooLong(length, MAX_ADDRESS_BYTES)
    return Request(read_path(path), read_modifiers(query))


def read_path(path: str) -> Address:
    """Each element is decoded by itself; an empty path names nothing."""
    elements = [_element(path, piece) for piece in path.strip("/").split("/")] if path.strip("/") else []
    return Address(elements[0] if elements else "", "/".join(elements[1:]))


def read_modifiers(query: str) -> tuple[Modifier, ...]:
    """Split at each `&`, drop comments, split at the first `=`, decode once."""
    pieces = [piece for piece in _split(query) if piece and not piece.startswith(".")]
    return tuple(_modifier(piece) for piece in pieces)


def decoded(text: str, where: str) -> str:
    """Percent-decoded, UTF-8; `+` is a blank, as in the reference's own templates."""
    if _BROKEN_ESCAPE.search(text):
        raise InvalidParameter(where, text[:_SHOWN], "% followed by two hexadecimal digits")
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise InvalidParameter(where, text[:_SHOWN], "escapes that decode to UTF-8") from None


def _element(path: str, text: str) -> str:
    element = decoded(text.replace("+", "%2B"), "path")
    if element in {"", ".", ".."} or _NOT_IN_ELEMENTS.search(element):
        raise InvalidParameter("path", path[:_SHOWN], "elements without blanks, commas, `?` or `..`")
    return element


def _modifier(piece: str) -> Modifier:
    name, _, value = piece.partition("=")
    return Modifier(decoded(name, "modifiers").strip().lower(), decoded(value, name[:_SHOWN]))


def _split(query: str) -> list[str]:
    """At each `&`, except within the brackets of a nested request; unpaired brackets are letters like others."""
    if not _paired(query):
        return query.split("&")
    pieces: list[str] = [""]
    depth = 0
    for letter in query:
        depth += (letter in _OPENS) - (letter in _CLOSES)
        if letter == "&" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _paired(query: str) -> bool:
    open_now: list[str] = []
    for letter in query:
        if letter in _OPENS:
            open_now.append(_CLOSES[_OPENS.index(letter)])
        elif letter in _CLOSES and (not open_now or open_now.pop() != letter):
            return False
    return not open_now
