"""A run: one execution of a job, from the moment it is asked for until it is Done, and as it is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from safelight.domain import jobs
from safelight.domain.handles import JobHandle
from safelight.domain.items import DONE, WAITING, WORKING


@dataclass(frozen=True, slots=True)
class RunState:
    """What decides which calls a run allows, and how it is named.

    name:          unique in the company, `ORIGINAL_yyyy-MM-dd-HH:mm:ss.SSS`
    definition_id: what it is a run of; that may be gone. None for a job that was not scheduled
    open_until_ms: the run takes files from its client until then; None if it takes none, or none any more
    """

    id: int
    company_id: int
    definition_id: int | None
    name: str
    original_name: str
    element: str
    state: str
    paused: bool
    stopping: bool
    deleted: bool
    open_until_ms: int | None

    @property
    def handle(self) -> str:
        return str(JobHandle(self.company_id, active=self.name, log_id=self.id))

    @property
    def kind(self) -> jobs.JobKind:
        return jobs.kind_of(self.element)

    @property
    def ended(self) -> bool:
        return self.state == jobs.DONE

    @property
    def shown_state(self) -> str:
        uploading = self.open_until_ms is not None
        return jobs.shown_state(self.state, paused=self.paused, stopping=self.stopping, uploading=uploading)


@dataclass(frozen=True, slots=True)
class AtWork:
    """An item in hand. Its share of work done is 0.0 to 1.0, its size 0 where that is not known.

    moved_ms: when it was taken, or was seen to move; None where nobody noted it
    """

    target: str
    share: float
    done_bytes: int
    size_bytes: int
    moved_ms: int | None


@dataclass(frozen=True, slots=True)
class ActiveRun:
    """A run as its client watches it. Moments are UTC ms.

    trigger_ms: when it was asked for, or due
    started_ms: when a worker took it up, None before
    items:      how many items are in which state
    at_work:    the first of the items that are worked on now
    begun:      what the shares of all these come to
    """

    run: RunState
    email: str
    locale: str
    description: str
    options: Mapping[str, Any]
    server_name: str
    message: str
    trigger_ms: int
    started_ms: int | None
    progressed_ms: int
    total_bytes: int
    items: Mapping[str, int]
    at_work: tuple[AtWork, ...]
    begun: float = 0.0

    @property
    def processed(self) -> int:
        return self.items.get(DONE, 0)

    @property
    def processing(self) -> int:
        return self.items.get(WORKING, 0)

    @property
    def pending(self) -> int:
        return self.items.get(WAITING, 0)

    @property
    def progress(self) -> float:
        """How much is processed, what is in hand by its share, 0.0 to 1.0; 0.0 while the items are not known."""
        total = sum(self.items.values())
        return (self.processed + self.begun) / total if total else 0.0

    def seconds_left(self, now_ms: int) -> int | None:
        """How long the rest may take, going by what was done since it was taken up; None where nothing tells."""
        left, done = self.pending + self.processing - self.begun, self.processed + self.begun
        if self.started_ms is None or not done or not left:
            return None
        return ceil((now_ms - self.started_ms) * left / (1000 * done))
