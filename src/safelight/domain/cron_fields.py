"""The fields of a cron text: values, names, ranges, steps and lists, one field at a time.

source: Quartz CronExpression, as its public manual tells it
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from safelight.domain import cron_days
from safelight.domain.cron_days import DayRule

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
NTH_MAX = 5
OFFSET_MAX = 30

_PIECE = re.compile(r"(?P<all>\*)?(?P<first>\w+)?(?:-(?P<last>\w+))?(?:/(?P<step>\d+))?", re.ASCII)


class FieldError(ValueError):
    """A piece of a cron text that means nothing; its text says which, and what was wanted."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One field: its values are `low` to `high`; a name stands for `low` + its place in `names`.

    wraps: whether a range may run over the end, as 22-2 hours does
    """

    name: str
    low: int
    high: int
    names: Sequence[str] = ()
    wraps: bool = True

    def value(self, text: str) -> int:
        """raises: FieldError for what is no value of the field"""
        if text.upper() in self.names:
            return self.low + self.names.index(text.upper())
        if (
            text.isascii()
            and text.isdigit()
            and len(text) <= len(str(self.high))
            and self.low <= int(text) <= self.high
        ):
            return int(text)
        raise FieldError(f"{text!r} in its {self.name} field is not {self._allowed()}")

    def values(self, field: str) -> frozenset[int]:
        """Every value a comma-separated field names. raises: FieldError"""
        return frozenset(value for piece in field.split(",") for value in self._piece(piece))

    def _piece(self, piece: str) -> range | list[int]:
        match = _PIECE.fullmatch(piece)
        if match is None or not piece or (match["all"] and (match["first"] or match["last"])):
            raise FieldError(f"{piece!r} in its {self.name} field is not {self._allowed()}")
        if match["last"] and not match["first"]:
            raise FieldError(f"{piece!r} in its {self.name} field is a range without a start")
        step = self._step(match["step"])
        first = self.value(match["first"]) if match["first"] else self.low
        if match["last"]:
            return self._range(first, self.value(match["last"]), step)
        return [first] if match["first"] and not match["step"] else range(first, self.high + 1, step)

    def _range(self, first: int, last: int, step: int) -> range | list[int]:
        if first <= last:
            return range(first, last + 1, step)
        if not self.wraps:
            raise FieldError(f"{first}-{last} in its {self.name} field ends before it starts")
        size = self.high - self.low + 1
        return [(value - self.low) % size + self.low for value in range(first, last + size + 1, step)]

    def _step(self, text: str | None) -> int:
        if text is None:
            return 1
        if len(text) > len(str(self.high)) or not 1 <= int(text) <= self.high:
            raise FieldError(f"the step /{text} in its {self.name} field is not within 1 to {self.high}")
        return int(text)

    def _allowed(self) -> str:
        named = f" or {self.names[0]} to {self.names[-1]}" if self.names else ""
        return f"within {self.low} to {self.high}{named}"


SECOND = Unit("second", 0, 59)
MINUTE = Unit("minute", 0, 59)
HOUR = Unit("hour", 0, 23)
DAY = Unit("day of month", 1, 31)
MONTH = Unit("month", 1, 12, MONTHS)
WEEKDAY = Unit("day of week", 1, 7, WEEKDAYS)
YEAR = Unit("year", 1970, 2099, wraps=False)


def month_days(field: str) -> list[DayRule]:
    """The day-of-month field, with `L`, `L-3`, `LW`, `L-3W`, `15W`. raises: FieldError"""
    return [_month_day(piece.upper()) for piece in field.split(",")]


def week_days(field: str) -> list[DayRule]:
    """The day-of-week field, with `L` (Saturday), `6L`, `6#3`. raises: FieldError"""
    return [_week_day(piece.upper()) for piece in field.split(",")]


def _month_day(piece: str) -> DayRule:
    if last := re.fullmatch(r"L(?:-(\d{1,2}))?(W)?", piece, re.ASCII):
        offset = int(last[1] or 0)
        if offset > OFFSET_MAX:
            raise FieldError(f"{piece!r} in its day of month field reaches back more than {OFFSET_MAX} days")
        return partial(cron_days.last_weekday if last[2] else cron_days.before_last, offset)
    if nearest := re.fullmatch(r"(\d{1,2})W", piece, re.ASCII):
        return partial(cron_days.nearest_weekday, DAY.value(nearest[1]))
    return partial(cron_days.listed, DAY.values(piece))


def _week_day(piece: str) -> DayRule:
    if piece == "L":
        return partial(cron_days.weekdays, frozenset({cron_days.SATURDAY}))
    if last := re.fullmatch(r"(\d|[A-Z]{3})L", piece, re.ASCII):
        return partial(cron_days.last_of, WEEKDAY.value(last[1]))
    if nth := re.fullmatch(r"(\d|[A-Z]{3})#(\d)", piece, re.ASCII):
        if not 1 <= int(nth[2]) <= NTH_MAX:
            raise FieldError(f"{piece!r} in its day of week field is not within #1 to #{NTH_MAX}")
        return partial(cron_days.nth_of, WEEKDAY.value(nth[1]), int(nth[2]))
    return partial(cron_days.weekdays, WEEKDAY.values(piece))
