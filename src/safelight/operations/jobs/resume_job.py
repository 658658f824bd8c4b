"""resumeJob: let a paused job fire again, or go on."""

from safelight.contract.shapes import ResumeJobParam, ResumeJobReturn
from safelight.operations import operation
from safelight.services import job_controls
from safelight.services.context import Context


@operation("resumeJob")
def resume_job(ctx: Context, param: ResumeJobParam) -> ResumeJobReturn:
    job_controls.resume(ctx, ctx.company(param.company_handle), param.job_handle)
    return ResumeJobReturn()
