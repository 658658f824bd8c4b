"""getScheduledJobs: the jobs on the schedule, with when each fires next."""

from safelight.contract.model import OPERATIONS
from safelight.contract.shapes import GetScheduledJobsParam, GetScheduledJobsReturn, ScheduledJob
from safelight.domain import handles
from safelight.domain.definitions import Definition
from safelight.domain.jobs import kind_of
from safelight.domain.moments import moment
from safelight.operations import jobs, operation
from safelight.services import job_reach, job_views
from safelight.services.context import Context


@operation("getScheduledJobs", reads=True)
def get_scheduled_jobs(ctx: Context, param: GetScheduledJobsParam) -> GetScheduledJobsReturn:
    reach = job_reach.companies(ctx, param.company_handle, OPERATIONS["getScheduledJobs"].documented_roles)
    handle = job_reach.job(reach, param.job_handle)
    found = job_views.scheduled(ctx.tx, reach, handle=handle, original_name=param.original_name or None)
    return GetScheduledJobsReturn(job_array=tuple(_job(ctx, definition, email) for definition, email in found))


def _job(ctx: Context, definition: Definition, email: str) -> ScheduledJob:
    return ScheduledJob(
        company_handle=handles.company_handle(definition.company_id),
        job_handle=definition.handle,
        name=definition.name,
        original_name=definition.name,
        type=kind_of(definition.element).type,
        submit_user_email=email,
        locale=definition.locale,
        description=definition.description or None,
        exec_schedule=definition.exec_schedule,
        next_fire_time=moment(job_views.next_fire_ms(ctx, definition)),
        time_zone=ctx.parts.settings.timezone,
        trigger_state=definition.trigger_state,
        **jobs.element(definition.element, definition.options),
    )
