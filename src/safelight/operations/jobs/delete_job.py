"""deleteJob: take a job off the schedule, or end one that is under way and show it no more."""

from safelight.contract.shapes import DeleteJobParam, DeleteJobReturn
from safelight.operations import operation
from safelight.services import job_controls
from safelight.services.context import Context


@operation("deleteJob")
def delete_job(ctx: Context, param: DeleteJobParam) -> DeleteJobReturn:
    job_controls.delete(ctx, ctx.company(param.company_handle), param.job_handle)
    return DeleteJobReturn()
