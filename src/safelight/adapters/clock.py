"""The clock: the one thing besides the outside world that a test may replace."""

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the moment, UTC milliseconds."""

    def now_ms(self) -> int: ...


class SystemClock:
    """The clock of this machine."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000
