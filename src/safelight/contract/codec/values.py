"""Primitive values: their written forms, read from requests and written into replies."""

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

Read = Callable[[str, tzinfo], Any]

INT_MAX: Final = 2**31 - 1
LONG_MAX: Final = 2**63 - 1
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DATE_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d:\d\d)(?:\.(\d+))?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?", re.ASCII
)
_BOOLEANS: Final[Mapping[str, bool]] = {"true": True, "1": True, "false": False, "0": False}
_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES: Final[Mapping[str, str]] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def _whole(largest: int) -> Read:
    def read(text: str, _zone: tzinfo) -> int:
        if not _WHOLE.fullmatch(text.strip()):
            raise ValueError(text)
        number = int(text)
        if not -largest - 1 <= number <= largest:
            raise ValueError(text)
        return number

    return read


def _double(text: str, _zone: tzinfo) -> float:
    if not _DECIMAL.fullmatch(text.strip()) or not math.isfinite(number := float(text)):
        raise ValueError(text)
    return number


def _boolean(text: str, _zone: tzinfo) -> bool:
    if text.strip() not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text.strip()]


def _date_time(text: str, zone: tzinfo) -> datetime:
    found = _DATE_TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    day, hour, rest, fraction, offset = found.groups()
    midnight = hour == "24" and rest == "00:00" and not (fraction or "").strip("0")
    micros = (fraction or "")[:6].ljust(6, "0")
    moment = datetime.fromisoformat(f"{day}T{'00' if midnight else hour}:{rest}.{micros}{offset or ''}")
    try:
        moment += timedelta(days=midnight)
        moment = moment.replace(tzinfo=zone) if offset is None else moment
        moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error
    return moment


def _base64(text: str, _zone: tzinfo) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error


READ: Final[Mapping[str, Read]] = {
    "xsd:string": lambda text, _zone: text,
    "xsd:int": _whole(INT_MAX),
    "xsd:long": _whole(LONG_MAX),
    "xsd:double": _double,
    "xsd:boolean": _boolean,
    "xsd:dateTime": _date_time,
    "xsd:base64Binary": _base64,
}
"""Text to value, each raising ValueError. Doubles must be finite; a time without zone is in the zone given."""

WANTED: Final[Mapping[str, str]] = {
    "xsd:int": f"a whole number from {-INT_MAX - 1} to {INT_MAX}",
    "xsd:long": f"a whole number from {-LONG_MAX - 1} to {LONG_MAX}",
    "xsd:double": "a finite decimal number",
    "xsd:boolean": "true or false",
    "xsd:dateTime": "a date and time such as 2014-04-03T12:00:00.000+00:00",
    "xsd:base64Binary": "base64 text",
}


def write_text(value: str) -> str:
    """Escape; a character that XML 1.0 cannot hold becomes U+FFFD."""
    return _SPECIAL.sub(_escaped, value) if _SPECIAL.search(value) else value


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], "\ufffd")


def _write_whole(largest: int) -> Callable[[int], str]:
    def write(value: int) -> str:
        if not -largest - 1 <= value <= largest:
            raise TypeError(f"{value} is outside the range of its type")
        return f"{value:d}"

    return write


def _write_double(value: float) -> str:
    if not math.isfinite(value):
        raise TypeError(f"{value} is not a number that clients can read")
    return repr(float(value))


def _write_boolean(value: bool) -> str:
    return "true" if value else "false"


def date_time_writer(zone: tzinfo) -> Callable[[datetime], str]:
    """`write_date_time` for one zone; of UTC in UTC it takes half the time."""
    if str(zone) != str(UTC):
        return lambda moment: write_date_time(moment, zone)

    def write(moment: datetime) -> str:
        if moment.tzinfo is not UTC:
            return write_date_time(moment, UTC)
        return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "+00:00"

    return write


def write_date_time(moment: datetime, zone: tzinfo) -> str:
    """Milliseconds and offset of the zone, UTC as `+00:00`. Raises TypeError for a moment without zone."""
    if moment.tzinfo is None:
        raise TypeError(f"{moment} has no time zone")
    try:
        text = moment.astimezone(zone).isoformat(timespec="milliseconds")
    except OverflowError:
        text = ""
    whole_minutes = len(text) == len("2014-04-03T12:00:00.000+00:00")
    return text if whole_minutes else moment.astimezone(UTC).isoformat(timespec="milliseconds")


WRITE: Final[Mapping[str, Callable[[Any], str]]] = {
    "xsd:string": write_text,
    "xsd:int": _write_whole(INT_MAX),
    "xsd:long": _write_whole(LONG_MAX),
    "xsd:double": _write_double,
    "xsd:boolean": _write_boolean,
    "xsd:base64Binary": lambda value: base64.b64encode(value).decode("ascii"),
}
"""Value to text for all primitives but dateTime, which needs a zone. A value of another type raises TypeError."""
