"""getJobLogs: the logs of jobs under way and ended, in short."""

from safelight.contract.model import OPERATIONS
from safelight.contract.shapes import GetJobLogsParam, GetJobLogsReturn
from safelight.domain.moments import moment_ms
from safelight.operations import jobs, operation
from safelight.services import job_reach, job_reports
from safelight.services.context import Context
from safelight.services.job_reports import LogQuery


@operation("getJobLogs", reads=True)
def get_job_logs(ctx: Context, param: GetJobLogsParam) -> GetJobLogsReturn:
    reach = job_reach.companies(ctx, param.company_handle, OPERATIONS["getJobLogs"].documented_roles)
    query = LogQuery(
        user_handle=param.user_handle,
        from_ms=None if param.start_date is None else moment_ms(param.start_date),
        to_ms=None if param.end_date is None else moment_ms(param.end_date),
        sort_by=param.sort_by,
        direction=param.sort_direction,
        limit=param.num_rows,
    )
    logs = job_reports.listed(ctx.tx, reach, query)
    return GetJobLogsReturn(job_log_array=tuple(jobs.log(log) for log in logs))
