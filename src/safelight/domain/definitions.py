"""A definition: what submitJob named to run later, or again and again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from safelight.domain import cron
from safelight.domain.handles import JobHandle


@dataclass(frozen=True, slots=True)
class Definition:
    """A job that is scheduled. Exactly one of `exec_time_ms` and `exec_schedule` is set; moments are UTC ms.

    account_id:    who is named as its submitter, and gets its mails
    options:       the job element as JSON, by wire names
    next_fire_ms:  when it fires next; in the past while something keeps it from firing
    trigger_state: Normal, Paused, or Blocked by a run of its own that has not ended
    """

    id: int
    company_id: int
    account_id: int
    name: str
    element: str
    options: Mapping[str, Any]
    locale: str
    description: str
    exec_time_ms: int | None
    exec_schedule: str | None
    next_fire_ms: int
    trigger_state: str
    created_ms: int

    @property
    def handle(self) -> str:
        return str(JobHandle(self.company_id, scheduled=self.name))

    def fires_after(self, moment_ms: int, zone: ZoneInfo) -> int | None:
        """When its schedule says to fire next after a moment; None for a one-off, and at the end of a schedule."""
        if self.exec_schedule is None:
            return None
        return cron.parse("execSchedule", self.exec_schedule).next_after(moment_ms, zone)
