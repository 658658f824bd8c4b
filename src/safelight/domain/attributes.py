"""Catalog attributes: how their texts are read and written.

Source: Image Serving reference, image catalogs, attributes; Image Rendering reference, material catalogs, attributes.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any, Final

from safelight.domain.faults import InvalidParameter
from safelight.domain.locales import locale_map

NEVER: Final = -1.0
LONGEST: Final = 2_000
_REAL: Final = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{0,9})?")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_COLOUR: Final = re.compile(r"(?:0x)?([0-9a-fA-F]{6})")
_LONGEST_NAME: Final = 255
_TRUE, _FALSE = frozenset({"1", "true"}), frozenset({"0", "false"})


@dataclass(frozen=True, slots=True)
class Reader:
    """want: what a text must be, as a refusal says it; read: its value, None where it is no such text."""

    want: str
    read: Callable[[str], Any]

    def value(self, field: str, text: str) -> Any:
        """raises: InvalidParameter"""
        found = self.read(text.strip()) if len(text) <= LONGEST else None
        if found is None:
            raise InvalidParameter(field, text, self.want)
        return found


def words(choices: Mapping[str, Any]) -> Reader:
    """One of some words, in any case."""
    return Reader("one of " + ", ".join(choices), lambda text: choices.get(text.lower()))


def numbered(low: int, high: int) -> Reader:
    return Reader(f"a whole number from {low} to {high}", lambda text: _whole(text, low, high))


def written(value: object) -> str:
    """A value as its text."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple | list):
        return ",".join(written(each) for each in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _whole(text: str, low: int, high: int) -> int | None:
    number = int(text) if _WHOLE.fullmatch(text) else -1
    return number if low <= number <= high else None


def _real(text: str) -> float:
    return float(text) if _REAL.fullmatch(text) else math.nan


def _flag(text: str) -> bool | None:
    lean = text.lower()
    return lean in _TRUE if lean in _TRUE | _FALSE else None


def _above_zero(text: str) -> float | None:
    number = _real(text)
    return number if number > 0 else None


def _hours(text: str) -> float | None:
    number = _real(text)
    return number if number >= 0 or number == NEVER else None


def _pixels(text: str) -> tuple[int, int] | None:
    wide, _, high = text.partition(",")
    width, height = _whole(wide.strip(), 0, 2**30), _whole(high.strip(), 0, 2**30)
    return None if width is None or height is None else (width, height)


def _limit(text: str) -> tuple[int, int] | None:
    sides = _pixels(text)
    return sides if sides is not None and (sides == (0, 0) or 0 not in sides) else None


def _quality(text: str) -> tuple[int, int] | None:
    first, _, second = text.partition(",")
    quality, chroma = _whole(first.strip(), 1, 100), _whole(second.strip() or "0", 0, 1)
    return None if quality is None or chroma is None else (quality, chroma)


def _colour(text: str) -> str | None:
    found = _COLOUR.fullmatch(text)
    return found[1].lower() if found else None


def _networks(text: str) -> tuple[str, ...] | None:
    try:
        return tuple(str(ip_network(part.strip(), strict=False)) for part in text.split(","))
    except ValueError:
        return None


def _line(text: str) -> str | None:
    return text if text.isprintable() else None


def _name(text: str) -> str | None:
    fits = len(text) <= _LONGEST_NAME and text.isprintable() and not set(text) & set("?&#,")
    return text if fits else None


FLAG: Final = Reader("0 or 1", _flag)
REAL: Final = Reader("a number above 0", _above_zero)
HOURS: Final = Reader("hours, 0 or more, or -1 for never", _hours)
PIXELS: Final = Reader("width,height in pixels, 0 for free", _pixels)
LIMIT: Final = Reader("width,height in pixels, both above 0, or 0,0 for no limit", _limit)
QUALITY: Final = Reader("1 to 100, and after a comma 0 or 1", _quality)
COLOUR: Final = Reader("a colour as RRGGBB or 0xRRGGBB", _colour)
NETWORKS: Final = Reader("IP addresses between commas, each with a net mask after / or without", _networks)
LINE: Final = Reader(f"one line of at most {LONGEST} characters", _line)
LOCALES: Final = Reader("locale,suffix[,suffix...], with | between several", locale_map)
PICTURE: Final = Reader("the name of a picture", _name)
