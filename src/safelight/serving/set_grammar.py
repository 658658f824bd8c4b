"""The text of a set, read: entries, and the parts of each.

Source: Image Serving reference, catalog::ImageSet. Brackets of either kind hold what belongs together.
"""

from typing import Final

from safelight.domain.faults import InvalidParameter

_PAIRS: Final = {"{": "}", "(": ")"}
_PAIR: Final = 2
_CLOSERS: Final = frozenset(_PAIRS.values())


def split(text: str, separators: str) -> list[str]:
    """At each of the separators that stands outside of brackets, blanks around the parts cut.

    raises: InvalidParameter where brackets do not pair
    """
    parts, waiting = [""], []
    for letter in text:
        if letter in _PAIRS:
            waiting.append(_PAIRS[letter])
        elif letter in _CLOSERS and (not waiting or waiting.pop() != letter):
            raise _unpaired(text)
        if letter in separators and not waiting:
            parts.append("")
        else:
            parts[-1] += letter
    if waiting:
        raise _unpaired(text)
    return [part.strip() for part in parts]


def entries(text: str) -> list[str]:
    """What the commas of a set part; none for an empty set."""
    return [entry for entry in split(text, ",") if entry]


def inner(text: str) -> str | None:
    """What stands in the brackets that hold all of a text; None where none do."""
    if text[:1] not in _PAIRS or len(text) < len("{}"):
        return None
    waiting: list[str] = []
    for place, letter in enumerate(text):
        if letter in _PAIRS:
            waiting.append(_PAIRS[letter])
        elif waiting and letter == waiting[-1]:
            waiting.pop()
        if not waiting:
            return text[1:-1].strip() if place == len(text) - 1 else None
    return None


def kind(text: str) -> str:
    """The type of a set by its text alone, as `req=set` names it.

    Source: Image Serving reference, media set requests; `unknown_set`, its own name of a plain list, is assumed.
    """
    parts = [(split(entry, ":"), split(entry, ";"), entry) for entry in entries(text)]
    if any(len(pages) > 1 for pages, _, _ in parts):
        return "ecat"
    if any(len(columns) > _PAIR for _, columns, _ in parts):
        return "media_set"
    if any(len(columns) == _PAIR for _, columns, _ in parts):
        return "img_set"
    return "spin" if any(inner(entry) is not None for _, _, entry in parts) else "unknown_set"


def _unpaired(text: str) -> InvalidParameter:
    return InvalidParameter("imageSet", text[:80], "brackets in pairs")
