"""Jobs on the wire."""

from typing import Any

from safelight.contract import codec, model
from safelight.contract.naming import attribute_name, shape_name
from safelight.contract.shapes import JobLog, JobLogDetail, SubmitJobParam
from safelight.domain import handles, job_logs
from safelight.domain.jobs import KINDS, OWN
from safelight.domain.moments import moment
from safelight.services import job_defaults

(ELEMENTS,) = model.OPERATIONS["submitJob"].param.exactly_one_of
"""What submitJob may ask for; the codec sees to it that it is one of them."""


def asked(param: SubmitJobParam) -> tuple[str, dict[str, Any]]:
    """The job element of a request, and what it says as JSON."""
    given = ((name, getattr(param, attribute_name(name))) for name in ELEMENTS)
    name, job = next((name, job) for name, job in given if job is not None)
    return name, codec.to_json(job)


def element(name: str, options: Any) -> dict[str, Any]:
    """The job element of a reply, filled with defaults, as a keyword of ActiveJob or ScheduledJob.

    There is none of our own jobs, nor of one that only a newer release knows.
    """
    if name in OWN or name not in KINDS:
        return {}
    return {attribute_name(name): codec.from_json(shape_name(name), job_defaults.filled(name, options))}


def log(
    found: job_logs.JobLog, total_lines: int | None = None, lines: tuple[JobLogDetail, ...] | None = None
) -> JobLog:
    """A log; without lines where only summaries were asked for."""
    return JobLog(
        company_handle=handles.company_handle(found.company_id),
        job_handle=found.handle,
        job_name=found.name,
        original_job_name=found.original_name,
        submit_user_email=found.email,
        log_type=found.log_type,
        job_sub_type=found.sub_type,
        start_date=moment(found.start_ms),
        end_date=None if found.end_ms is None else moment(found.end_ms),
        description=found.description,
        file_success_count=found.file_success,
        file_error_count=found.file_error,
        file_warning_count=found.file_warning,
        file_duplicate_count=found.file_duplicate,
        file_update_count=found.file_update,
        total_file_count=found.total_files,
        transfer_success_count=found.transfer_success,
        transfer_error_count=found.transfer_error,
        transfer_warning_count=found.transfer_warning,
        fatal_error=found.fatal,
        detail_total_rows=total_lines,
        detail_array=lines,
    )
