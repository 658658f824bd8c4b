"""The tasks of a run at work: what an upload does to its files, step by step, as a client is told."""

from dataclasses import dataclass
from typing import Final

from safelight.domain import jobs
from safelight.domain.runs import ActiveRun, AtWork

UPLOADS: Final = frozenset({"uploadUrlsJob", "uploadDirectoryJob", "uploadPostJob"})
UPLOAD_MONITOR: Final = "com.scene7.upload.UploadAsyncTaskMonitor"
AUTO_SET_MONITOR: Final = "com.scene7.autoset.AutoSetAsyncTaskMonitor"

NEW: Final = "New"
PROCESSING: Final = "Processing"
STOPPING: Final = "Stopping"
DONE: Final = "Done"


@dataclass(frozen=True, slots=True)
class Task:
    """One task monitor. Counts are of files; `progress` is 0.0 to 1.0; `at_work` are the files in hand."""

    type: str
    state: str
    processed: int
    processing: int
    pending: int
    progress: float
    at_work: tuple[AtWork, ...] = ()


def tasks(run: ActiveRun) -> tuple[Task, ...]:
    """The monitors of an upload, of which that of automatic sets never has anything to do; other kinds have none.

    Source: `wire-facts.md` (Jobs) for the two of an upload; that others have none is assumed.
    """
    if run.run.element not in UPLOADS:
        return ()
    state = _state(run)
    upload = Task(UPLOAD_MONITOR, state, run.processed, run.processing, run.pending, run.progress, run.at_work)
    return upload, Task(AUTO_SET_MONITOR, NEW, 0, 0, 0, 0.0)


def _state(run: ActiveRun) -> str:
    if run.run.shown_state == jobs.STOPPING:
        return STOPPING
    if run.pending or run.processing:
        return PROCESSING
    return DONE if run.processed else NEW
