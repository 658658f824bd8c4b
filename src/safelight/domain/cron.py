"""Quartz cron: seconds first, six or seven fields; when does it fire next?

A missing last field is read as `?` (recorded: a schedule of five fields, "00 00 00 * *"). `*` in one
of the two day fields beside anything in the other is read as `?`: Quartz refuses it, we are lenient
(assumed). Lists of `L`, `W` and `#` are taken too. Blanks around fields do not matter, nor does case.

Daylight saving: times are wall times of the zone. One that a spring change skips fires once, at the first
moment after the gap; one that an autumn change doubles fires once, the first time (assumed).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from safelight.domain import cron_fields
from safelight.domain.cron_days import DayRule
from safelight.domain.cron_fields import HOUR, MINUTE, MONTH, SECOND, YEAR, FieldError
from safelight.domain.faults import InvalidParameter

FEWEST, MOST = 5, 7


@dataclass(frozen=True, slots=True)
class Schedule:
    """A cron text that has been read. Numbers ascend; `days` unite."""

    seconds: tuple[int, ...]
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: tuple[DayRule, ...]
    months: tuple[int, ...]
    years: tuple[int, ...]

    def next_after(self, moment_ms: int, zone: ZoneInfo) -> int | None:
        """The first fire time later than a moment; both UTC milliseconds. None: it never fires again."""
        start = datetime.fromtimestamp(moment_ms // 1000 + 1, zone).replace(tzinfo=None)
        instants = (_instant_ms(wall, zone) for wall in self._walls(start))
        return next((instant for instant in instants if instant > moment_ms), None)

    def _walls(self, start: datetime) -> Iterator[datetime]:
        """Wall times from `start` on, ascending, without regard to the zone."""
        for year in self.years:
            for month in self.months:
                if (year, month) < (start.year, start.month):
                    continue
                for number in sorted({number for rule in self.days for number in rule(year, month)}):
                    day = date(year, month, number)
                    if day >= start.date():
                        first = start.time() if day == start.date() else time.min
                        yield from (datetime.combine(day, at) for at in self._times(first))

    def _times(self, first: time) -> Iterator[time]:
        for hour in self.hours:
            for minute in self.minutes:
                if (hour, minute) < (first.hour, first.minute):
                    continue
                for second in self.seconds:
                    if (at := time(hour, minute, second)) >= first:
                        yield at


def parse(field: str, text: str) -> Schedule:
    """Read a cron text; whether it ever fires is `next_after`'s to say.

    raises: InvalidParameter naming `field` and the piece that means nothing
    """
    parts = text.split()
    if not FEWEST <= len(parts) <= MOST:
        raise InvalidParameter(field, text, f"a Quartz cron text of 6 or 7 fields, not {len(parts)}")
    if len(parts) == FEWEST:
        parts.append("?")
    second, minute, hour, day, month, weekday, year = [*parts, "*"][:MOST]
    try:
        return Schedule(
            seconds=tuple(sorted(SECOND.values(second))),
            minutes=tuple(sorted(MINUTE.values(minute))),
            hours=tuple(sorted(HOUR.values(hour))),
            days=tuple(_days(day, weekday)),
            months=tuple(sorted(MONTH.values(month))),
            years=tuple(sorted(YEAR.values(year))),
        )
    except FieldError as wrong:
        raise InvalidParameter(field, text, f"a Quartz cron text; {wrong}") from None


def _days(day: str, weekday: str) -> list[DayRule]:
    if day == "?" and weekday == "?":
        raise FieldError("one of day of month and day of week must say something, both are ?")
    if weekday in {"?", "*"}:
        return cron_fields.month_days("*" if day == "?" else day)
    if day in {"?", "*"}:
        return cron_fields.week_days(weekday)
    raise FieldError("one of day of month and day of week must be ?")


def _instant_ms(wall: datetime, zone: ZoneInfo) -> int:
    """The moment of a wall time: the first of two, the end of the gap for one that does not exist."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    exists = first.astimezone(zone).replace(tzinfo=None) == wall
    moment = first if exists else _gap_end(second, first, zone)
    return round(moment.timestamp() * 1000)


def _gap_end(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second between two moments at which the zone's offset changes."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == old else (before, middle)
    return after
