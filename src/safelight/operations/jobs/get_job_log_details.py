"""getJobLogDetails: the logs of a job, with a page of their lines."""

from safelight.contract.shapes import GetJobLogDetailsParam, GetJobLogDetailsReturn, JobLogDetail
from safelight.domain import handles
from safelight.domain.job_logs import LogLine
from safelight.domain.moments import moment
from safelight.operations import jobs, operation
from safelight.services import access, job_reports
from safelight.services.context import Context
from safelight.services.job_reports import LineQuery


@operation("getJobLogDetails", reads=True)
def get_job_log_details(ctx: Context, param: GetJobLogDetailsParam) -> GetJobLogDetailsReturn:
    company = ctx.company(param.company_handle)
    query = LineQuery(
        handle=param.job_handle,
        original_name=param.original_name,
        log_types=param.log_type_array,
        page_size=param.records_per_page,
        page=param.results_page,
        sort_by=param.sort_by,
        direction=param.sort_direction,
    )
    pages = job_reports.details(ctx.tx, company, access.own(ctx.tx, ctx.caller, company.id), query)
    return GetJobLogDetailsReturn(
        job_log_array=tuple(
            jobs.log(page.log, page.total_lines, tuple(_detail(line) for line in page.lines)) for page in pages
        )
    )


def _detail(line: LogLine) -> JobLogDetail:
    return JobLogDetail(
        log_message=line.message,
        log_type=line.log_type,
        date_created=moment(line.created_ms),
        asset_name=line.asset_name,
        asset_type=line.asset_type,
        asset_handle=None if line.asset_id is None else handles.asset_handle(line.asset_id),
        aux_array=(),
    )
