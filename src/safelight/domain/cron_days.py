"""The day rules of a cron text: which days of one month fire.

Each rule takes year and month last, so that a schedule holds them with the rest bound.
Weekdays count as Quartz does: 1 = Sunday ... 7 = Saturday.
"""

from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import date

DayRule = Callable[[int, int], list[int]]

SUNDAY, SATURDAY = 1, 7


def listed(days: Collection[int], year: int, month: int) -> list[int]:
    """`1,15`: the days that the month has."""
    return [day for day in days if day <= _length(year, month)]


def before_last(offset: int, year: int, month: int) -> list[int]:
    """`L` (offset 0) or `L-3`; a month shorter than the offset has none."""
    day = _length(year, month) - offset
    return [day] if day >= 1 else []


def nearest_weekday(day: int, year: int, month: int) -> list[int]:
    """`15W`: the weekday nearest to a day, never leaving the month; a month without the day has none."""
    return [_nearest(year, month, day)] if day <= _length(year, month) else []


def last_weekday(offset: int, year: int, month: int) -> list[int]:
    """`LW` (offset 0) or `L-3W`."""
    return [_nearest(year, month, day) for day in before_last(offset, year, month)]


def weekdays(wanted: Collection[int], year: int, month: int) -> list[int]:
    """`MON-FRI`: every day that falls on one of them."""
    return [day for day in _all(year, month) if _weekday(year, month, day) in wanted]


def last_of(weekday: int, year: int, month: int) -> list[int]:
    """`6L`: the last Friday."""
    return weekdays((weekday,), year, month)[-1:]


def nth_of(weekday: int, nth: int, year: int, month: int) -> list[int]:
    """`6#3`: the third Friday; a month without it has none."""
    return weekdays((weekday,), year, month)[nth - 1 : nth]


def _nearest(year: int, month: int, day: int) -> int:
    weekday = _weekday(year, month, day)
    if weekday == SATURDAY:
        return day - 1 if day > 1 else day + 2
    if weekday == SUNDAY:
        return day + 1 if day < _length(year, month) else day - 2
    return day


def _weekday(year: int, month: int, day: int) -> int:
    return date(year, month, day).isoweekday() % 7 + 1


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _all(year: int, month: int) -> range:
    return range(1, _length(year, month) + 1)
