"""getActiveJobs: the jobs under way, with their progress; a job that is Done is here no more.

Jobs that no worker has taken up yet are left out only where `includeWaitingJobs` is false: a client that says nothing,
as none of an older version can say anything, polls until its job is gone and must not miss it (assumed).
"""

from safelight.contract.model import OPERATIONS
from safelight.contract.shapes import (
    ActiveJob,
    GetActiveJobsParam,
    GetActiveJobsReturn,
    TaskItemProgress,
    TaskProgress,
)
from safelight.domain import handles
from safelight.domain.job_tasks import Task, tasks
from safelight.domain.moments import moment
from safelight.domain.runs import ActiveRun
from safelight.operations import jobs, operation
from safelight.services import job_reach, job_views
from safelight.services.context import Context

LARGEST_INT = 2**31 - 1


@operation("getActiveJobs", reads=True)
def get_active_jobs(ctx: Context, param: GetActiveJobsParam) -> GetActiveJobsReturn:
    reach = job_reach.companies(ctx, param.company_handle, OPERATIONS["getActiveJobs"].documented_roles)
    found = job_views.active(
        ctx.tx,
        reach,
        handle=job_reach.job(reach, param.job_handle),
        original_name=param.original_name or None,
        with_waiting=param.include_waiting_jobs is not False,
    )
    return GetActiveJobsReturn(job_array=tuple(_job(ctx, run) for run in found))


def _job(ctx: Context, run: ActiveRun) -> ActiveJob:
    state = run.run
    return ActiveJob(
        company_handle=handles.company_handle(state.company_id),
        job_handle=state.handle,
        name=state.name,
        original_name=state.original_name,
        type=state.kind.type,
        state=state.shown_state,
        submit_user_email=run.email,
        locale=run.locale,
        description=run.description or None,
        server_name=run.server_name,
        start_date=moment(run.trigger_ms if run.started_ms is None else run.started_ms),
        trigger_time=moment(run.trigger_ms),
        total_size=min(run.total_bytes, LARGEST_INT),
        progress=int(run.progress * 100),
        progress_message=job_views.message(ctx, run),
        last_progress_update=moment(run.progressed_ms),
        task_progress_array=tuple(_task(ctx, run, task) for task in tasks(run)),
        **jobs.element(state.element, run.options),
    )


def _task(ctx: Context, run: ActiveRun, task: Task) -> TaskProgress:
    updated = moment(run.progressed_ms)
    said = job_views.message(ctx, run)
    return TaskProgress(
        task_type=task.type,
        task_state=task.state,
        num_processed=task.processed,
        num_processing=task.processing,
        num_pending=task.pending,
        progress=task.progress,
        progress_message=job_views.outlook(ctx, run) if task.at_work or task.processed else said,
        last_progress_update=updated,
        task_item_progress_array=tuple(
            TaskItemProgress(
                item_name=item.target,
                progress=item.share,
                progress_message=job_views.of_item(ctx, run, item),
                last_progress_update=updated if item.moved_ms is None else moment(item.moved_ms),
            )
            for item in task.at_work
        ),
    )
