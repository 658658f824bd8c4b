"""pauseJob: keep a scheduled job from firing, or a running one from going on."""

from safelight.contract.shapes import PauseJobParam, PauseJobReturn
from safelight.operations import operation
from safelight.services import job_controls
from safelight.services.context import Context


@operation("pauseJob")
def pause_job(ctx: Context, param: PauseJobParam) -> PauseJobReturn:
    job_controls.pause(ctx, ctx.company(param.company_handle), param.job_handle)
    return PauseJobReturn()
