"""Conditions on system fields of assets: read as callers write them, checked, and brought to two forms.

A text field is matched, a number or a moment lies inside or outside a closed interval of whole numbers.
Source: IPS API reference, SystemFieldCondition and its groups of constants.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from safelight.domain.faults import InvalidParameter, MissingParameter, NotBuilt
from safelight.domain.moments import moment_ms

TEXT_FIELDS: Final = frozenset(
    ("Name", "FileName", "Description", "Comments", "UserData", "Sku", "CreateUser", "LastModifyUser")
)
LONG_FIELDS: Final = frozenset(("FileSize",))
"""FileSize is in bytes (assumed)."""
DATE_FIELDS: Final = frozenset(("Created", "LastModified"))
UNBUILT_FIELDS: Final = frozenset(("Keywords", "CreatedWith"))
"""Assets carry neither yet: to answer would be to say that no asset has any."""

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
class TextMatch:
    """Case counts, and an asset whose type lacks the field never matches, but does match what is negated (assumed)."""

    field: str
    op: str
    text: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Bytes or UTC milliseconds; both ends belong to it (assumed), None is an open end. Outside: not inside."""

    field: str
    low: int | None
    high: int | None
    inside: bool


Condition = TextMatch | Interval


def read(place: str, written: Written, zone: tzinfo) -> Condition:
    """Check one condition.

    place:  where it stands, for faults: `systemFieldConditionArray/items[1]`
    zone:   of a moment written as text without an offset
    raises: InvalidParameter for an operator the field does not know, a value of the wrong kind, several values, or a
            range whose ends are swapped; MissingParameter for no value; NotBuilt for Keywords and CreatedWith
    """
    if written.field in UNBUILT_FIELDS:
        raise NotBuilt(f"searchAssets condition on {written.field}")
    if written.field in TEXT_FIELDS:
        return _text_match(place, written)
    if written.field in LONG_FIELDS:
        return _interval(place, written, "Long", int)
    if written.field in DATE_FIELDS:
        return _interval(place, written, "Date", lambda value: _as_ms(value, zone))
    raise InvalidParameter(f"{place}/field", written.field, "a system field such as Name")


def _text_match(place: str, written: Written) -> TextMatch:
    _check_op(place, written, TEXT_OPS)
    _check_given(place, written, ("value",))
    return TextMatch(written.field, written.op, str(written.given["value"]))


def _interval(place: str, written: Written, kind: str, number: Callable[..., int]) -> Interval:
    _check_op(place, written, UNARY_OPS + RANGE_OPS)
    if written.op in RANGE_OPS:
        names = (f"min{kind}", f"max{kind}")
        _check_given(place, written, names)
        low, high = (_parsed(place, written, name, number) for name in names)
        if low > high:
            raise InvalidParameter(f"{place}/{names[0]}", written.given[names[0]], f"at most {names[1]}")
        return Interval(written.field, low, high, inside=written.op == "Between")
    name = "value" if "value" in written.given else f"{kind.lower()}Val"
    _check_given(place, written, (name,))
    return _bounded(written, _parsed(place, written, name, number))


def _bounded(written: Written, value: int) -> Interval:
    below, above = max(value - 1, LONG_MIN), min(value + 1, LONG_MAX)
    low, high, inside = {
        "Equals": (value, value, True),
        "NotEquals": (value, value, False),
        "LessThan": (None, below, True),
        "LessThanEquals": (None, value, True),
        "GreaterThan": (above, None, True),
        "GreaterThanEquals": (value, None, True),
    }[written.op]
    return Interval(written.field, low, high, inside)


def _parsed(place: str, written: Written, name: str, number: Callable[..., int]) -> int:
    """The number of a value; the text form is the only one before the typed values came with 2008-01-15."""
    try:
        value = number(written.given[name])
    except ValueError:
        raise InvalidParameter(f"{place}/{name}", written.given[name], f"a value that fits {written.field}") from None
    if not LONG_MIN <= value <= LONG_MAX:
        raise InvalidParameter(f"{place}/{name}", written.given[name], "a number of 64 bits")
    return value


def _as_ms(value: datetime | str, zone: tzinfo) -> int:
    moment = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
    return moment_ms(moment if moment.tzinfo else moment.replace(tzinfo=zone))


def _check_op(place: str, written: Written, allowed: tuple[str, ...]) -> None:
    if written.op not in allowed:
        raise InvalidParameter(f"{place}/op", written.op, f"for {written.field} one of {', '.join(allowed)}")


def _check_given(place: str, written: Written, wanted: tuple[str, ...]) -> None:
    for name in written.given:
        if name not in wanted:
            raise InvalidParameter(place, name, f"for {written.field} {written.op} {' and '.join(wanted)} alone")
    for name in wanted:
        if name not in written.given:
            raise MissingParameter(f"{place}/{name}", f"a value for {written.field} {written.op}")
