"""Moments: UTC milliseconds inside, datetimes at the edge."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def moment(ms: int) -> datetime:
    """The datetime of UTC milliseconds, exact."""
    return _EPOCH + ms * _MS


def moment_ms(moment: datetime) -> int:
    """UTC milliseconds of a datetime that knows its offset; what is finer is cut."""
    return (moment - _EPOCH) // _MS
