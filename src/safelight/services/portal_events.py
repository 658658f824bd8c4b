"""Events of media portals: written down as they are told, and given back."""

import math
from collections.abc import Mapping
from typing import Final

from safelight.domain.faults import InvalidParameter
from safelight.domain.people import Company
from safelight.domain.portal_events import PortalEvent, Value, Wanted
from safelight.services.job_reach import Companies
from safelight.store import portal_events as store
from safelight.store.database import Tx

LONGEST: Final = 4_000
MOST: Final = 10_000
"""Events one reply holds: the newest (assumed, as nothing pages them)."""


def add(tx: Tx, company: Company, texts: Mapping[str, str], holders: Mapping[str, Value], now_ms: int) -> None:
    """Write an event down. texts: event_type, ips_user, job_name, job_description; holders: see `PortalEvent`.

    raises: InvalidParameter for an empty event type, a text of more than 4000 characters, a number that is none
    """
    if not texts["event_type"].strip():
        raise InvalidParameter("eventType", texts["event_type"], "the name of an event")
    for name, value in (*texts.items(), *holders.items()):
        if isinstance(value, str) and len(value) > LONGEST:
            raise InvalidParameter(_wire(name), value, f"at most {LONGEST} characters")
        if isinstance(value, float) and not math.isfinite(value):
            raise InvalidParameter(_wire(name), value, "a finite number")
    store.add(tx, company.id, texts, holders, now_ms)


def listed(tx: Tx, reach: Companies, wanted: Wanted) -> list[PortalEvent]:
    """What is wanted of the companies in reach, oldest first; of more than 10000 the newest."""
    return store.newest(tx, reach, wanted, MOST)


def _wire(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
