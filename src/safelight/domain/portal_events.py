"""Events that media portals tell us of, kept for whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float


@dataclass(frozen=True, slots=True)
class PortalEvent:
    """holders: the general purpose fields that were filled, by name (string1, int1, float1, ... and time1_ms)."""

    company_id: int
    company_name: str
    event_type: str
    ips_user: str
    job_name: str
    job_description: str
    holders: Mapping[str, Value]
    created_ms: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; None asks for any. Moments are UTC milliseconds, neither is included."""

    event_type: str | None = None
    ips_user: str | None = None
    job_name: str | None = None
    job_description: str | None = None
    before_ms: int | None = None
    after_ms: int | None = None
