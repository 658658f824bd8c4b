"""getAssetJobLogs: every line of a job log that tells of one asset."""

from safelight.contract.shapes import AssetJobLog, GetAssetJobLogsParam, GetAssetJobLogsReturn
from safelight.domain import job_logs
from safelight.domain.moments import moment
from safelight.operations import operation
from safelight.services import job_reports
from safelight.services.context import Context


@operation("getAssetJobLogs", reads=True)
def get_asset_job_logs(ctx: Context, param: GetAssetJobLogsParam) -> GetAssetJobLogsReturn:
    company = ctx.company(param.company_handle)
    lines = job_reports.of_asset(ctx.tx, company, param.asset_handle)
    return GetAssetJobLogsReturn(job_log_array=tuple(_log(found) for found in lines))


def _log(found: job_logs.AssetLine) -> AssetJobLog:
    return AssetJobLog(
        job_handle=found.handle,
        job_name=found.run_name,
        log_message=found.line.message,
        log_type=found.line.log_type,
        submit_user_email=found.email,
        log_date=moment(found.line.created_ms),
        aux_array=(),
    )
