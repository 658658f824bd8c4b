"""executeJob: run a scheduled or paused job now; its schedule stays as it is."""

from safelight.contract.shapes import ExecuteJobParam, ExecuteJobReturn
from safelight.operations import operation
from safelight.services import schedules
from safelight.services.context import Context


@operation("executeJob")
def execute_job(ctx: Context, param: ExecuteJobParam) -> ExecuteJobReturn:
    schedules.execute(ctx, ctx.company(param.company_handle), param.job_handle)
    return ExecuteJobReturn()
