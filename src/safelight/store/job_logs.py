"""Job logs: their beginning, and how they are read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, Select, exists, func, insert, select, true

from safelight.domain.job_logs import AssetLine, JobLog, LogLine
from safelight.domain.permissions import READ, Access
from safelight.store import selections
from safelight.store.database import Tx
from safelight.store.permissions import assets_allowed
from safelight.store.tables import account, asset, company, job_log, job_log_detail, job_run

_OWN = ("run_id", "company_id", "log_type", "sub_type", "start_ms", "end_ms", "fatal")
_COUNTS = (
    "file_success",
    "file_error",
    "file_warning",
    "file_duplicate",
    "file_update",
    "total_files",
    "transfer_success",
    "transfer_error",
    "transfer_warning",
)
_LINE = [job_log_detail.c[name] for name in LogLine.__dataclass_fields__]

SORT_COLUMNS: Final[Mapping[str, ColumnElement[object]]] = {
    "JobName": job_run.c.name,
    "LogType": job_log.c.log_type,
    "StartDate": job_log.c.start_ms,
    "CompanyName": company.c.name,
    "UserId": job_log.c.account_id,
    "Email": account.c.email,
    "FileErrorCount": job_log.c.file_error,
    "FileWarningCount": job_log.c.file_warning,
    "FileSuccessCount": job_log.c.file_success,
}
"""By the words of getJobLogs."""

LINE_SORT_COLUMNS: Final[Mapping[str, ColumnElement[object]]] = {
    "Date": job_log_detail.c.created_ms,
    "LogType": job_log_detail.c.log_type,
}
"""By the words of getJobLogDetails."""


def begin(tx: Tx, values: Mapping[str, object]) -> None:
    """Open the log of a run; all counts are 0."""
    tx.execute(insert(job_log).values(**values, **dict.fromkeys(_COUNTS, 0), fatal=False))


def listed(
    tx: Tx,
    companies: Collection[int] | None,
    *,
    account_id: int | None,
    from_ms: int | None,
    to_ms: int | None,
    sort_by: str,
    descending: bool,
    limit: int,
) -> list[JobLog]:
    """Logs that began within a window, both ends included; by start date it walks job_log_by_start.

    companies:                  None for all there are
    account_id, from_ms, to_ms: None for any
    """
    wanted = (
        selections.within(job_log.c.company_id, companies),
        true() if account_id is None else job_log.c.account_id == account_id,
        true() if from_ms is None else job_log.c.start_ms >= from_ms,
        true() if to_ms is None else job_log.c.start_ms <= to_ms,
    )
    order = _ordered((SORT_COLUMNS[sort_by], job_log.c.run_id), descending=descending)
    return [_log(row) for row in tx.execute(_logs().where(*wanted).order_by(*order).limit(limit)).mappings()]


def of_run(tx: Tx, run_id: int) -> JobLog:
    """Walks the primary key; every run has its log."""
    return _log(tx.execute(_logs().where(job_log.c.run_id == run_id)).mappings().one())


def of_original_name(tx: Tx, company_id: int, original_name: str, limit: int) -> list[JobLog]:
    """The newest logs of runs submitted under a name, oldest of them first; walks job_run_by_original_name."""
    wanted = (job_run.c.company_id == company_id) & (job_run.c.original_name == original_name)
    newest = _logs().where(wanted).order_by(job_run.c.id.desc()).limit(limit)
    return [_log(row) for row in tx.execute(newest).mappings()][::-1]


def of_newest(tx: Tx, company_id: int, original_name: str) -> list[JobLog]:
    """The log of the newest run submitted under a name, then those of the runs that followed it.

    Walks job_run_by_original_name.
    """
    wanted = (job_run.c.company_id == company_id) & (job_run.c.original_name == original_name)
    submitted = select(func.max(job_run.c.id)).where(wanted, job_run.c.parent_run_id.is_(None)).scalar_subquery()
    either = (job_run.c.id == submitted) | (job_run.c.parent_run_id == submitted)
    return [_log(row) for row in tx.execute(_logs().where(wanted, either).order_by(job_run.c.id)).mappings()]


def line_counts(tx: Tx, run_ids: Collection[int], log_types: Collection[str] | None, access: Access) -> dict[int, int]:
    """How many lines of each run match; a run without any is left out. Walks job_log_detail_by_run.

    access: in whose name; lines that tell of an asset they may not read, or that is gone, are left out
    """
    of = job_log_detail.c.run_id
    counts = select(of, func.count()).where(_lines(run_ids, log_types, access)).group_by(of)
    return {run_id: int(count) for run_id, count in tx.execute(counts)}


def lines(
    tx: Tx,
    run_ids: Collection[int],
    log_types: Collection[str] | None,
    access: Access,
    *,
    sort_by: str,
    descending: bool,
    offset: int,
    limit: int,
) -> list[LogLine]:
    """One page of the lines of some runs, sorted over all of them; walks job_log_detail_by_run. access: as above"""
    order = _ordered((LINE_SORT_COLUMNS[sort_by], job_log_detail.c.id), descending=descending)
    page = select(*_LINE).where(_lines(run_ids, log_types, access)).order_by(*order).offset(offset).limit(limit)
    return [LogLine(**row) for row in tx.execute(page).mappings()]


def of_asset(tx: Tx, company_id: int, asset_id: int) -> Sequence[AssetLine]:
    """The lines that tell of one asset, oldest first; walks job_log_detail_by_asset."""
    columns = (job_run.c.name, account.c.email)
    found = (
        select(*_LINE, *columns)
        .join(job_run, job_run.c.id == job_log_detail.c.run_id)
        .join(account, account.c.id == job_run.c.account_id)
        .where(job_log_detail.c.asset_id == asset_id, job_run.c.company_id == company_id)
        .order_by(job_log_detail.c.id)
    )
    return [
        AssetLine(company_id, row[job_run.c.name], row[account.c.email], LogLine(**{c.name: row[c] for c in _LINE}))
        for row in tx.execute(found).mappings()
    ]


def _logs() -> Select[tuple[object, ...]]:
    own = (job_log.c[name] for name in (*_OWN, *_COUNTS))
    return (
        select(*own, job_run.c.name, job_run.c.original_name, job_run.c.description, account.c.email)
        .join(job_run, job_run.c.id == job_log.c.run_id)
        .join(account, account.c.id == job_log.c.account_id)
        .join(company, company.c.id == job_log.c.company_id)
    )


def _log(row: RowMapping) -> JobLog:
    return JobLog(**row)


def _lines(run_ids: Collection[int], log_types: Collection[str] | None, access: Access) -> ColumnElement[bool]:
    of = job_log_detail.c
    wanted = of.run_id.in_(run_ids) & (true() if log_types is None else of.log_type.in_(log_types))
    if access.unbound:
        return wanted
    readable = exists().where(asset.c.id == of.asset_id, assets_allowed(access, READ))
    return wanted & (of.asset_id.is_(None) | readable)


def _ordered(columns: Iterable[ColumnElement[object]], *, descending: bool) -> list[ColumnElement[object]]:
    return [column.desc() if descending else column.asc() for column in columns]
