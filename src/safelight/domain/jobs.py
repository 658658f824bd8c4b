"""Jobs: the kinds by the element that asks for them, the states they are in, and their names.

Source: IPS API reference (Job Types, Job Log Types, Active Job States, Job Trigger States), `wire-facts.md` (Jobs).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from safelight.domain.faults import InvalidParameter
from safelight.domain.moments import moment

# States of a run. Stored are New, Running and Done; the flags of a run and an open upload show the others.
NEW: Final = "New"
WAITING_CLIENT: Final = "WaitingClient"
WAITING_COORDINATOR: Final = "WaitingCoordinator"
RUNNING: Final = "Running"
STOPPING: Final = "Stopping"
DONE: Final = "Done"

NOT_ENDED: Final = (NEW, RUNNING)
"""The stored states of a run that has not ended."""

# States of a definition's trigger; one that has nothing to fire any more is gone.
NORMAL: Final = "Normal"
PAUSED: Final = "Paused"
BLOCKED: Final = "Blocked"

PAUSED_MESSAGE: Final = "Paused"

# Lines every job log begins with.
ORIGINAL_JOB_NAME: Final = "OriginalJobName"
JOB_CLIENT: Final = "JobClient"
JOB_TYPE: Final = "JobType"
INITIATING_JOB_NAME: Final = "InitiatingJobName"

EMAIL_SETTINGS: Final = ("All", "Error", "ErrorAndWarning", "JobCompletion", "None")
"""Which ends of a job its submitter gets a mail of."""

FOLLOW_ONS: Final[Mapping[str, str]] = {
    "postImageServingPublishJob": "imageServingPublishJob",
    "postImageRenderingPublishJob": "imageRenderingPublishJob",
    "postVideoPublishJob": "videoPublishJob",
}
"""The job that starts when another has ended, by the option that asks for it; at most one of them."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{2})?")

NAME_MAX_CHARACTERS: Final = 255
"""Assumed; so that an index entry of any database holds a name and its stamp."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """What a kind of job is called: itself, and the lines of its log.

    result: a line of success of what all its files came to
    totals: its log counts files in all
    """

    type: str
    begin: str
    end: str
    success: str
    warning: str
    error: str
    result: str = ""
    totals: bool = True

    @property
    def successes(self) -> tuple[str, ...]:
        """The lines that count as successful files."""
        return (self.success, self.result) if self.result else (self.success,)


def _kind(type_: str, log: str, error: str = "Error") -> JobKind:
    return JobKind(type_, f"Begin{log}", f"End{log}", f"{log}Success", f"{log}Warning", f"{log}{error}")


CLEANUP: Final = "cleanupJob"
"""The server's own job, on a schedule."""

AUTO_SETS: Final = "automatedSetGenerationJob"
"""By itself, and what follows an upload that asks for sets."""

METADATA_UPLOAD: Final = "metadataUploadJob"
"""The server's own too: what follows an upload from a folder that brings metadata files."""

KINDS: Final[Mapping[str, JobKind]] = {
    "imageServingPublishJob": _kind("ImageServingPublish", "ImageServingPublish"),
    "imageRenderingPublishJob": _kind("ImageRenderingPublish", "ImageRenderingPublish"),
    "videoPublishJob": _kind("VideoPublish", "VideoPublish"),
    "serverDirectoryPublishJob": _kind("ServerDirectoryPublish", "ServerDirectoryPublish"),
    "metadataPublishJob": _kind("MetadataPublish", "Metadata", "Failure"),
    "uploadDirectoryJob": _kind("UploadFromServerDirectory", "Upload"),
    "uploadUrlsJob": _kind("UrlUpload", "Upload"),
    "uploadPostJob": _kind("UploadPost", "Upload"),
    "optimizeImagesJob": _kind("ImageOptimization", "Reoptimize", "Failure"),
    "ripPdfsJob": _kind("RipPdfs", "PdfRip"),
    "reprocessAssetsJob": _kind("ReprocessAssets", "Reoptimize", "Failure"),
    "createVideoSitemapJob": _kind("CreateVideoSitemap", "CreateVideoSitemap"),
    "exportJob": JobKind(
        "Export",
        "BeginExportJob",
        "EndExportJob",
        "ExportJobRenderFileSuccess",
        "ExportJobRenderFileWarning",
        "ExportJobRenderFileError",
        result="ZipFileExportJobSuccess",
        totals=False,
    ),
    CLEANUP: JobKind(
        "Cleanup", "BeginEmptyTrash", "EndEmptyTrash", "EmptyTrashSuccess", "TrashWarning", "TrashFailure"
    ),
    METADATA_UPLOAD: _kind("MetadataUpload", "Metadata", "Failure"),
    AUTO_SETS: _kind("AutomatedSetGeneration", "AutomatedSetGeneration"),
}
"""By element. Assumed where no source lists them: the types of metadata publish, post upload, rip, site map, export
and set generation; the log types of site map and set generation, and what is missing in the groups of others. Of an
export the begin, the successes, and that it counts no total are recorded."""


OWN: Final = frozenset((CLEANUP, METADATA_UPLOAD))
"""Those that nobody can submit, and whose options no element of the wire shows."""


def kind_of(element: str) -> JobKind:
    """What a kind is called; one of a release newer than this program by the pattern that most follow (assumed)."""
    known = KINDS.get(element)
    if known is not None:
        return known
    word = element.removesuffix("Job")
    word = word[:1].upper() + word[1:]
    return _kind(word, word)


SUB_TYPES: Final[Mapping[str, str]] = {
    "Full": "full",
    "Incremental": "increment",
    "FullWithSearch": "fullwithsearch",
}
"""Publish types as `jobSubType` writes them. Source: contract data, Publish Types."""


def sub_type(options: Mapping[str, Any]) -> str:
    """`jobSubType` of a log; empty for all but publish jobs."""
    return SUB_TYPES.get(options.get("publishType", ""), "")


def shown_state(state: str, *, paused: bool, stopping: bool, uploading: bool) -> str:
    """The state a client sees.

    uploading: the run takes more files from its client
    """
    if state == DONE:
        return DONE
    if stopping:
        return STOPPING
    if paused:
        return WAITING_COORDINATOR
    return WAITING_CLIENT if uploading else state


def job_name(field: str, text: str) -> str:
    """A name a job may be submitted under. Raises InvalidParameter where handles could not hold it."""
    if not text.strip() or "|" in text or len(text) > NAME_MAX_CHARACTERS:
        raise InvalidParameter(field, text, f"1 to {NAME_MAX_CHARACTERS} characters, not all blank and none of them |")
    return text


def job_locale(field: str, text: str | None, default: str) -> str:
    """`ll` or `ll-CC`, an underscore read as the hyphen; the default where nothing is said. Raises InvalidParameter."""
    if not text:
        return default
    if not _LOCALE.fullmatch(text):
        raise InvalidParameter(field, text, "a language and a country such as en-US")
    return text.replace("_", "-")


def active_name(original: str, moment_ms: int, zone: ZoneInfo) -> str:
    """The unique name of a run, `NAME_yyyy-MM-dd-HH:mm:ss.SSS`, in the server's zone. Source: recorded."""
    local = moment(moment_ms).astimezone(zone)
    return f"{original}_{local:%Y-%m-%d-%H:%M:%S}.{local.microsecond // 1000:03d}"
