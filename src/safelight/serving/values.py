"""Values of commands: numbers, flags, choices, lists.

What is no number is refused. A number beyond its documented range is taken as the nearest end of it where the command
says so (assumed: the reference does not say what happens to `qlt=120`).
"""

import math
import re
from collections.abc import Mapping
from typing import Final, TypeVar

from safelight.domain.faults import InvalidParameter

T = TypeVar("T")

LARGEST: Final = 2**31 - 1
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,12}")
_REAL: Final = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})")
_SHOWN: Final = 60


def refused(name: str, text: str, want: str) -> InvalidParameter:
    return InvalidParameter(name, text[:_SHOWN], want)


def whole(name: str, text: str, low: int = -LARGEST, high: int = LARGEST) -> int:
    """A whole number from low to high."""
    number = int(text) if _WHOLE.fullmatch(text.strip()) else None
    if number is None or not low <= number <= high:
        raise refused(name, text, f"a whole number from {low} to {high}")
    return number


def real(name: str, text: str, low: float = -LARGEST, high: float = LARGEST) -> float:
    """A number from low to high."""
    number = float(text) if _REAL.fullmatch(text.strip()) else math.nan
    if not low <= number <= high:
        raise refused(name, text, f"a number from {low:g} to {high:g}")
    return number


def above_zero(name: str, text: str) -> float:
    number = real(name, text)
    if number <= 0:
        raise refused(name, text, "a number above 0")
    return number


def clamped_whole(name: str, text: str, low: int, high: int) -> int:
    return min(high, max(low, whole(name, text)))


def clamped_real(name: str, text: str, low: float, high: float) -> float:
    return min(high, max(low, real(name, text)))


def flag(name: str, text: str) -> bool:
    """0 or 1; an example of the reference also writes true."""
    return choice(name, text, {"0": False, "1": True, "false": False, "true": True})


def choice(name: str, text: str, choices: Mapping[str, T]) -> T:
    """One of some words, in any case."""
    found = choices.get(text.strip().lower())
    if found is None:
        raise refused(name, text, "one of " + ", ".join(choices))
    return found


def listed(name: str, text: str, want: str, least: int, most: int) -> list[str]:
    """Values between commas. `want` names them, as in "x,y,width,height"."""
    values = [value.strip() for value in text.split(",")]
    if not least <= len(values) <= most:
        raise refused(name, text, want)
    return values


def part(values: list[str], index: int) -> str:
    """An optional value of a list; empty where it is left out."""
    return values[index] if index < len(values) else ""
