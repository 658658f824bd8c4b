"""Texts read as values of metadata fields.

What Color, Dimension and FileName take is assumed: the reference names these types and says no more.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Final

from safelight.domain.faults import InvalidParameter
from safelight.domain.metadata import BOOLEAN, DATE, FLOAT, INT, Field, Value
from safelight.domain.moments import moment_ms

LONGEST: Final = 32_000
"""Characters of a value (assumed)."""

WHOLE_MIN, WHOLE_MAX = -(2**63), 2**63 - 1

WANTED: Final[Mapping[str, str]] = {
    BOOLEAN: "true or false",
    "Color": "a colour such as #FF8000",
    DATE: "a date such as 2008-01-15 or 2008-01-15T08:30:00",
    "Dimension": "a number with or without a unit, such as 12.5 in",
    "FileName": "a file name without a path",
    FLOAT: "a number such as 1.5",
    INT: "a whole number of 64 bits",
}
_TRUTHS = {"true": 1, "1": 1, "false": 0, "0": 0}
_COLOR = re.compile(r"(#|0x)?([0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_DIMENSION = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)\s*(px|pixels?|in|inch(es)?|cm|mm|m|ft|pt|pc|%)?", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^\x00-\x1f/\\:*?\"<>|]{1,255}")


def value_of(field: Field, name: str, text: str, zone: tzinfo) -> Value:
    """The value that a text is; one that does not fit its type is kept as text, unless the field is enforced.

    name:   of the element, for faults
    zone:   of dates without an offset
    raises: InvalidParameter for one that does not fit an enforced field, or is longer than 32000 characters
    """
    if len(text) > LONGEST:
        raise InvalidParameter(name, text, f"at most {LONGEST} characters")
    found = read(field.type, text, zone)
    if found is not None:
        return found
    if field.enforced:
        raise InvalidParameter(name, text, f"for {field.name} {WANTED[field.type]}")
    return Value(text)


def read(type_: str, text: str, zone: tzinfo) -> Value | None:
    """The value of a type, or None where the text is none."""
    reader = _READERS.get(type_)
    return Value(text) if reader is None else reader(text, text.strip(), zone)


def date_text(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="milliseconds")


def _boolean(text: str, bare: str, _zone: tzinfo) -> Value | None:
    truth = _TRUTHS.get(bare.lower())
    return None if truth is None else Value(text, whole=truth)


def _int(text: str, bare: str, _zone: tzinfo) -> Value | None:
    if not re.fullmatch(r"[+-]?[0-9]{1,19}", bare):
        return None
    number = int(bare)
    return Value(text, whole=number) if WHOLE_MIN <= number <= WHOLE_MAX else None


def _float(text: str, bare: str, _zone: tzinfo) -> Value | None:
    try:
        number = float(bare)
    except ValueError:
        return None
    return Value(text, number=number) if math.isfinite(number) else None


def _date(text: str, bare: str, zone: tzinfo) -> Value | None:
    try:
        moment = datetime.fromisoformat(bare)
        return Value(text, whole=moment_ms(moment if moment.tzinfo else moment.replace(tzinfo=zone)))
    except (ValueError, OverflowError):
        return None


def _shaped(shape: re.Pattern[str]) -> Callable[[str, str, tzinfo], Value | None]:
    def reader(text: str, bare: str, _zone: tzinfo) -> Value | None:
        return Value(text) if shape.fullmatch(bare) else None

    return reader


_READERS: Final[Mapping[str, Callable[[str, str, tzinfo], Value | None]]] = {
    BOOLEAN: _boolean,
    "Color": _shaped(_COLOR),
    DATE: _date,
    "Dimension": _shaped(_DIMENSION),
    "FileName": _shaped(_FILE_NAME),
    FLOAT: _float,
    INT: _int,
}
