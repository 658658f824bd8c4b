"""submitJob: run a job now, once at a time, or by a schedule, and answer its handle."""

from safelight.contract.shapes import SubmitJobParam, SubmitJobReturn
from safelight.domain.moments import moment_ms
from safelight.operations import jobs, operation
from safelight.services import schedules
from safelight.services.context import Context
from safelight.services.schedules import Submission


@operation("submitJob")
def submit_job(ctx: Context, param: SubmitJobParam) -> SubmitJobReturn:
    company = ctx.company(param.company_handle)
    element, options = jobs.asked(param)
    submission = Submission(
        name=param.job_name,
        element=element,
        options=options,
        user_handle=param.user_handle,
        locale=param.locale,
        description=param.description,
        exec_time_ms=None if param.exec_time is None else moment_ms(param.exec_time),
        exec_schedule=param.exec_schedule,
    )
    return SubmitJobReturn(job_handle=schedules.submit(ctx, company, submission))
