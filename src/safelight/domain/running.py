"""A run as its workers see it, and what they write down about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safelight.domain.handles import JobHandle
from safelight.domain.jobs import DONE, NEW, JobKind, kind_of

CHUNK_ITEMS = 200
"""Items of a run that one dispatch works on at most."""
LANES = 8
"""Dispatches of one run at work at the same time, in all workers together."""
SMALL_ITEMS = 20
"""A run of which no more is left goes before bulk: somebody may be waiting for it."""


@dataclass(frozen=True, slots=True)
class Running:
    """One execution of a job; the columns of `job_run` that its work depends on. Moments are UTC ms.

    What it was asked to do is read apart, and seldom: it may name a hundred thousand files.

    element:       names the kind
    open_until_ms: an upload that takes more files, until then; else None
    held:          nobody works on it, since it was paused, or since something else must end first
    message:       what its clients are told it is doing
    trigger_ms:    when it was asked for, or due; started_ms: when it was taken up
    traceparent:   where in a trace it was asked for; None where nobody was told
    """

    id: int
    company_id: int
    account_id: int
    name: str
    original_name: str
    element: str
    locale: str
    state: str
    paused: bool
    stopping: bool
    held: bool
    total_items: int
    done_items: int
    client_address: str | None
    open_until_ms: int | None
    message: str
    trigger_ms: int
    started_ms: int | None
    traceparent: str | None

    @property
    def began_ms(self) -> int:
        """When it was taken up; one that never was began when it was asked for."""
        return self.trigger_ms if self.started_ms is None else self.started_ms

    @property
    def is_small(self) -> bool:
        return self.total_items - self.done_items <= SMALL_ITEMS

    @property
    def kind(self) -> JobKind:
        return kind_of(self.element)

    @property
    def handle(self) -> str:
        return str(JobHandle(self.company_id, active=self.name, log_id=self.id))

    @property
    def is_new(self) -> bool:
        return self.state == NEW

    @property
    def is_done(self) -> bool:
        return self.state == DONE


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a job log.

    counts: what it adds to the counts of the log, by column of `job_log`
    """

    log_type: str
    message: str
    asset_name: str | None = None
    asset_type: str | None = None
    asset_id: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a job log."""

    file_success: int
    file_error: int
    file_warning: int
    file_duplicate: int
    file_update: int
    total_files: int
    fatal: bool
