"""What a client may do to a job that is scheduled or under way: pause, resume, stop, delete. The table: docs/jobs.md.

On a run these are flags that whoever works on it reads. A call that asks for what is so already changes nothing
(assumed: a client may repeat a call whose answer it lost).
"""

from safelight.domain import jobs
from safelight.domain.definitions import Definition
from safelight.domain.faults import JobStateConflict, UnknownJob
from safelight.domain.people import Company
from safelight.domain.runs import RunState
from safelight.services import job_handles
from safelight.services.context import Context
from safelight.store import definitions, job_runs


def pause(ctx: Context, company: Company, handle: str) -> None:
    """Keep a definition from firing, or a run from going on after the files in hand.

    raises: JobStateConflict for a run that has ended or is stopping; UnknownJob
    """
    found = _locked(ctx, company, handle)
    if isinstance(found, Definition):
        definitions.turn(ctx.tx, found, next_fire_ms=found.next_fire_ms, trigger_state=jobs.PAUSED)
        return
    _refuse_unless_under_way(found, handle, "under way")
    job_runs.flag(ctx.tx, found.id, paused=True)


def resume(ctx: Context, company: Company, handle: str) -> None:
    """Let a paused definition fire again, or a paused run go on.

    Times of a schedule that passed in the pause do not fire; a single time that passed fires at once (assumed).

    raises: JobStateConflict for a run that has ended or is stopping; UnknownJob
    """
    found = _locked(ctx, company, handle)
    if isinstance(found, RunState):
        _refuse_unless_under_way(found, handle, "paused")
        job_runs.flag(ctx.tx, found.id, paused=False)
    elif found.trigger_state == jobs.PAUSED:
        _resume(ctx, found)


def stop(ctx: Context, company: Company, handle: str) -> None:
    """End a run, or the run of a definition that is under way; files in hand are let go within a second.

    raises: JobStateConflict where nothing is under way; UnknownJob
    """
    found = _locked(ctx, company, handle)
    if isinstance(found, Definition):
        under_way = job_runs.unfinished_of(ctx.tx, found.id)
        if under_way is None:
            raise JobStateConflict(handle, "scheduled", "under way")
        found = under_way
    elif found.ended:
        raise JobStateConflict(handle, found.shown_state, "under way")
    job_runs.flag(ctx.tx, found.id, stopping=True)


def delete(ctx: Context, company: Company, handle: str) -> None:
    """Take a definition off the schedule, its run going on; or end a run and show it no more. Logs stay.

    raises: JobStateConflict for a run that has ended; UnknownJob
    """
    found = _locked(ctx, company, handle)
    if isinstance(found, Definition):
        definitions.remove(ctx.tx, found)
    elif found.ended:
        raise JobStateConflict(handle, found.shown_state, "under way or scheduled")
    else:
        job_runs.flag(ctx.tx, found.id, stopping=True, deleted=True)


def _resume(ctx: Context, definition: Definition) -> None:
    next_fire_ms = definition.next_fire_ms
    if definition.exec_schedule is not None and next_fire_ms <= ctx.now_ms:
        following_ms = definition.fires_after(ctx.now_ms, ctx.parts.settings.zone)
        if following_ms is None:
            definitions.remove(ctx.tx, definition)
            return
        next_fire_ms = following_ms
    definitions.turn(ctx.tx, definition, next_fire_ms=next_fire_ms, trigger_state=jobs.NORMAL)


def _locked(ctx: Context, company: Company, handle: str) -> Definition | RunState:
    """What a handle means, kept as it is until the transaction ends."""
    found = job_handles.find(ctx.tx, company, handle)
    if isinstance(found, RunState):
        return job_runs.lock(ctx.tx, found.id)
    definition = definitions.lock(ctx.tx, found.id)
    if definition is None:
        raise UnknownJob(job_handles.FIELD, handle)
    return definition


def _refuse_unless_under_way(run: RunState, handle: str, want: str) -> None:
    if run.ended or run.stopping:
        raise JobStateConflict(handle, run.shown_state, want)
