"""stopJob: end a job that is under way."""

from safelight.contract.shapes import StopJobParam, StopJobReturn
from safelight.operations import operation
from safelight.services import job_controls
from safelight.services.context import Context


@operation("stopJob")
def stop_job(ctx: Context, param: StopJobParam) -> StopJobReturn:
    job_controls.stop(ctx, ctx.company(param.company_handle), param.job_handle)
    return StopJobReturn()
