"""The log of a run, as it is read; there is one for each run, from its first moment."""

from dataclasses import dataclass

from safelight.domain.handles import JobHandle


@dataclass(frozen=True, slots=True)
class JobLog:
    """What a run came to. Moments are UTC ms; counts are of files, transfers of what went to or came from elsewhere.

    log_type: that of its first line, also when it has ended (recorded)
    fatal:    the run could not be done at all
    """

    run_id: int
    company_id: int
    name: str
    original_name: str
    email: str
    description: str
    log_type: str
    sub_type: str
    start_ms: int
    end_ms: int | None
    file_success: int
    file_error: int
    file_warning: int
    file_duplicate: int
    file_update: int
    total_files: int
    transfer_success: int
    transfer_error: int
    transfer_warning: int
    fatal: bool

    @property
    def handle(self) -> str:
        return str(JobHandle(self.company_id, active=self.name, log_id=self.run_id))


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a log; `asset_id` may be that of an asset that is gone."""

    run_id: int
    log_type: str
    message: str
    asset_name: str | None
    asset_type: str | None
    asset_id: int | None
    created_ms: int


@dataclass(frozen=True, slots=True)
class LogPage:
    """A log with those of its lines that lie on the page asked for; `total_lines` counts all that match."""

    log: JobLog
    total_lines: int
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class AssetLine:
    """A line that tells of one asset, with the name of its run and who submitted that."""

    company_id: int
    run_name: str
    email: str
    line: LogLine

    @property
    def handle(self) -> str:
        return str(JobHandle(self.company_id, active=self.run_name, log_id=self.line.run_id))
