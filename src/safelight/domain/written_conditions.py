"""Conditions as callers write them, checked, and read as those a search is made of.

Source: IPS API reference, SystemFieldCondition, MetadataCondition and their groups of constants.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from safelight.domain.conditions import Condition, Interval, TextMatch, XmpMatch
from safelight.domain.faults import InvalidParameter, MissingParameter
from safelight.domain.moments import moment_ms

TEXT_FIELDS: Final = frozenset(
    ("Name", "FileName", "Description", "Comments", "UserData", "Sku", "CreateUser", "LastModifyUser")
)
LONG_FIELDS: Final = frozenset(("FileSize",))
"""FileSize is in bytes (assumed)."""
DATE_FIELDS: Final = frozenset(("Created", "LastModified"))
XMP_FIELDS: Final = {"Keywords": "dc.subject", "CreatedWith": "xmp.CreatorTool"}
"""What the XMP packet of the file says (assumed)."""

TEXT_OPS: Final = ("Equals", "NotEquals", "Contains", "NotContains", "StartsWith", "EndsWith")
UNARY_OPS: Final = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
RANGE_OPS: Final = ("Between", "NotBetween")

LONG_MIN, LONG_MAX = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class Written:
    """One condition as it came: `given` holds the values present, by their wire names (`longVal`, `minDate`)."""

    field: str
    op: str
    given: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Order:
    """A kind of value that has an order.

    word: of its elements, as in `minLong`; below, above: the values next to one
    """

    word: str
    number: Callable[..., float]
    below: Callable[[float], float]
    above: Callable[[float], float]


def longs() -> Order:
    return Order("Long", _long, lambda value: max(value - 1, LONG_MIN), lambda value: min(value + 1, LONG_MAX))


def dates(zone: tzinfo) -> Order:
    """zone: of a moment written as text without an offset"""
    return Order("Date", lambda value: as_ms(value, zone), lambda value: value - 1, lambda value: value + 1)


def doubles() -> Order:
    return Order("Double", _double, lambda v: math.nextafter(v, -math.inf), lambda v: math.nextafter(v, math.inf))


def read(place: str, written: Written, zone: tzinfo) -> Condition:
    """Check one condition on a system field.

    place:  where it stands, for faults: `systemFieldConditionArray/items[1]`
    zone:   of a moment written as text without an offset
    raises: InvalidParameter for an operator the field does not know, a value of the wrong kind, several values, or a
            range whose ends are swapped; MissingParameter for no value
    """
    if written.field in XMP_FIELDS:
        return XmpMatch(XMP_FIELDS[written.field], text_match(place, written))
    if written.field in TEXT_FIELDS:
        return text_match(place, written)
    if written.field in LONG_FIELDS:
        return interval(place, written, longs())
    if written.field in DATE_FIELDS:
        return interval(place, written, dates(zone))
    raise InvalidParameter(f"{place}/field", written.field, "a system field such as Name")


def text_match(place: str, written: Written, *, folded: bool = False) -> TextMatch:
    """A condition on a text. Raises as `read`."""
    check_op(place, written, TEXT_OPS)
    check_given(place, written, ("value",))
    return TextMatch(written.field, written.op, str(written.given["value"]), folded)


def interval(place: str, written: Written, order: Order) -> Interval:
    """A condition on what has an order. Raises as `read`."""
    check_op(place, written, UNARY_OPS + RANGE_OPS)
    if written.op in RANGE_OPS:
        names = (f"min{order.word}", f"max{order.word}")
        check_given(place, written, names)
        low, high = (_parsed(place, written, name, order) for name in names)
        if low > high:
            raise InvalidParameter(f"{place}/{names[0]}", written.given[names[0]], f"at most {names[1]}")
        return Interval(written.field, low, high, inside=written.op == "Between")
    name = "value" if "value" in written.given else f"{order.word.lower()}Val"
    check_given(place, written, (name,))
    return _bounded(written, _parsed(place, written, name, order), order)


def as_ms(value: datetime | str, zone: tzinfo) -> int:
    """UTC milliseconds of a moment or of a text in ISO 8601, or such as `Fri Jul 25 2014 22:13:45 GMT-0500 (CDT)`."""
    moment = _date(value.strip()) if isinstance(value, str) else value
    return moment_ms(moment if moment.tzinfo else moment.replace(tzinfo=zone))


def check_op(place: str, written: Written, allowed: tuple[str, ...]) -> None:
    if written.op not in allowed:
        raise InvalidParameter(f"{place}/op", written.op, f"for {written.field} one of {', '.join(allowed)}")


def check_given(place: str, written: Written, wanted: tuple[str, ...]) -> None:
    """Raises InvalidParameter for a value that is not wanted, MissingParameter for one that is and is not there."""
    for name in written.given:
        if name not in wanted:
            raise InvalidParameter(place, name, f"for {written.field} {written.op} {' and '.join(wanted)} alone")
    for name in wanted:
        if name not in written.given:
            raise MissingParameter(f"{place}/{name}", f"a value for {written.field} {written.op}")


def _bounded(written: Written, value: float, order: Order) -> Interval:
    low, high, inside = {
        "Equals": (value, value, True),
        "NotEquals": (value, value, False),
        "LessThan": (None, order.below(value), True),
        "LessThanEquals": (None, value, True),
        "GreaterThan": (order.above(value), None, True),
        "GreaterThanEquals": (value, None, True),
    }[written.op]
    return Interval(written.field, low, high, inside)


def _parsed(place: str, written: Written, name: str, order: Order) -> float:
    """The number of a value; the text form is the only one before the typed values came with 2008-01-15."""
    try:
        value = order.number(written.given[name])
    except (ValueError, OverflowError):
        raise InvalidParameter(f"{place}/{name}", written.given[name], f"a value that fits {written.field}") from None
    if isinstance(value, int) and not LONG_MIN <= value <= LONG_MAX:
        raise InvalidParameter(f"{place}/{name}", written.given[name], "a number of 64 bits")
    return value


def _long(value: int | str) -> int:
    return int(value)


def _double(value: float | str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _date(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.strptime(text.partition(" (")[0], "%a %b %d %Y %H:%M:%S GMT%z")
