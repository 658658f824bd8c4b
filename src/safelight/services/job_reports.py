"""Job logs, as their readers ask for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from safelight.domain import handles
from safelight.domain.faults import InvalidParameter, MissingParameter, UnknownJob, UnknownUserHandle
from safelight.domain.handles import JobHandle
from safelight.domain.job_logs import AssetLine, JobLog, LogLine, LogPage
from safelight.domain.people import Company
from safelight.domain.permissions import Access
from safelight.services import accounts, assets, job_handles
from safelight.services.job_reach import Companies
from safelight.store import job_logs
from safelight.store.database import Tx

LINES_AT_ONCE = 1000
"""Lines of one reply; default and maximum. Source: IPS API reference, getJobLogDetails."""
LOGS_AT_ONCE = 1000
"""Logs of one reply where the caller names no number (assumed), and of one submitted name."""

DIRECTIONS = {"Ascending": False, "Descending": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """Which logs; None for any. Moments are UTC ms and bound when a log began, both included (assumed).

    sort_by, direction: the newest first where neither is said (assumed); Ascending where only the field is
    """

    user_handle: str | None = None
    from_ms: int | None = None
    to_ms: int | None = None
    sort_by: str | None = None
    direction: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuery:
    """Which lines of which logs: of the job named by handle, by submitted name, or by both."""

    handle: str | None
    original_name: str | None
    log_types: Sequence[str] | None
    page_size: int | None
    page: int | None
    sort_by: str | None
    direction: str | None


def listed(tx: Tx, companies: Companies, query: LogQuery) -> Sequence[JobLog]:
    """Logs of runs, those under way included.

    raises: UnknownUserHandle; InvalidParameter for a window that ends before it begins, or a number below 1
    """
    if query.from_ms is not None and query.to_ms is not None and query.to_ms < query.from_ms:
        raise InvalidParameter("endDate", query.to_ms, "a moment that is not before startDate")
    by_default = query.sort_by is None and query.direction is None
    return job_logs.listed(
        tx,
        companies,
        account_id=_account_id(tx, query.user_handle),
        from_ms=query.from_ms,
        to_ms=query.to_ms,
        sort_by=query.sort_by or "StartDate",
        descending=by_default or descending(query.direction),
        limit=_positive("numRows", query.limit, LOGS_AT_ONCE),
    )


def details(tx: Tx, company: Company, eyes: Access, query: LineQuery) -> Sequence[LogPage]:
    """Logs with a page of their lines; where a name means several logs, the page runs over the lines of all of them.

    eyes:    in whose name; lines that tell of an asset they may not read, or that is gone, are left out (assumed)
    returns: oldest log first; empty for a definition that has not run yet, and for a submitted name without any run
    raises:  MissingParameter without handle and name; UnknownJob; ForeignCompany; InvalidParameter for a page or a
             page size below 1 (one above 1000 is read as 1000)
    """
    size = min(_positive("recordsPerPage", query.page_size, LINES_AT_ONCE), LINES_AT_ONCE)
    page = _positive("resultsPage", query.page, 1)
    wanted = descending(query.direction)
    logs = _logs(tx, company, query)
    ids, types = [log.run_id for log in logs], query.log_types or None
    totals = job_logs.line_counts(tx, ids, types, eyes)
    lines = job_logs.lines(
        tx,
        ids,
        types,
        eyes,
        sort_by=query.sort_by or "Date",
        descending=wanted,
        offset=min((page - 1) * size, sum(totals.values())),
        limit=size,
    )
    return [LogPage(log, totals.get(log.run_id, 0), _of(log, lines)) for log in logs]


def of_asset(tx: Tx, company: Company, handle: str) -> Sequence[AssetLine]:
    """Every line that tells of an asset, oldest first; of one in the trash too.

    raises: InvalidParameter where there is no such asset, ForeignCompany for another company's
    """
    found = assets.by_handles(tx, company, [handle], "assetHandle")
    if not found:
        raise InvalidParameter("assetHandle", handle, "the handle of an asset that is there")
    return job_logs.of_asset(tx, company.id, found[0].id)


def descending(word: str | None) -> bool:
    """Read a sort direction; Ascending where none is said. Raises InvalidParameter for another word."""
    if not word:
        return False
    if word not in DIRECTIONS:
        raise InvalidParameter("sortDirection", word, f"one of {', '.join(DIRECTIONS)}")
    return DIRECTIONS[word]


def _logs(tx: Tx, company: Company, query: LineQuery) -> list[JobLog]:
    if not query.handle and not query.original_name:
        raise MissingParameter("jobHandle", "it or originalName")
    if not query.handle:
        return job_logs.of_original_name(tx, company.id, query.original_name or "", LOGS_AT_ONCE)
    handle = job_handles.read(company, query.handle)
    logs = _logs_of(tx, handle)
    if not logs and job_handles.definition_of(tx, handle) is None:
        raise UnknownJob(job_handles.FIELD, query.handle)
    return [log for log in logs if query.original_name in {None, "", log.original_name}]


def _logs_of(tx: Tx, handle: JobHandle) -> list[JobLog]:
    """That of the run a handle names; of a submitted name, that of the newest run, and of the runs that followed it."""
    run = job_handles.exact_run(tx, handle)
    if run is not None:
        return [job_logs.of_run(tx, run.id)]
    if handle.log_id is not None:
        return []
    return job_logs.of_newest(tx, handle.company_id, job_handles.submitted_name(handle))


def _of(log: JobLog, lines: Collection[LogLine]) -> tuple[LogLine, ...]:
    return tuple(line for line in lines if line.run_id == log.run_id)


def _account_id(tx: Tx, user_handle: str | None) -> int | None:
    if not user_handle:
        return None
    account = accounts.by_id(tx, handles.user_id("userHandle", user_handle))
    if account is None:
        raise UnknownUserHandle("userHandle", user_handle)
    return account.id


def _positive(field: str, number: int | None, default: int) -> int:
    if number is not None and number < 1:
        raise InvalidParameter(field, number, "a whole number of at least 1")
    return default if number is None else number
