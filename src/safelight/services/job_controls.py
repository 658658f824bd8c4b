"""What a client may do to a job that is scheduled or under way, as the table in `domain.job_states` has it.

On a run these are flags that whoever works on it reads. A call that asks for what is so already changes nothing
(assumed: a client may repeat a call whose answer it lost).
"""

from safelight.domain import job_states, jobs
from safelight.domain.definitions import Definition
from safelight.domain.faults import JobStateConflict, UnknownJob
from safelight.domain.people import Company
from safelight.domain.runs import RunState
from safelight.services import job_handles
from safelight.services.context import Context
from safelight.store import definitions, job_runs


def pause(ctx: Context, company: Company, handle: str) -> None:
    """Keep a definition from firing, or a run from going on after the files in hand. Raises as `_allowed`."""
    found = _locked(ctx, company, handle)
    if not _allowed(ctx, "pauseJob", found, handle):
        return
    if isinstance(found, RunState):
        job_runs.flag(ctx.tx, found.id, paused=True)
    else:
        definitions.turn(ctx.tx, found, next_fire_ms=found.next_fire_ms, trigger_state=jobs.PAUSED)


def resume(ctx: Context, company: Company, handle: str) -> None:
    """Let a paused definition fire again, or a paused run go on. Raises as `_allowed`.

    Times of a schedule that passed in the pause do not fire; a single time that passed fires at once (assumed).
    """
    found = _locked(ctx, company, handle)
    if not _allowed(ctx, "resumeJob", found, handle):
        return
    if isinstance(found, RunState):
        job_runs.flag(ctx.tx, found.id, paused=False)
    else:
        _resume(ctx, found)


def stop(ctx: Context, company: Company, handle: str) -> None:
    """End a run, or the run of a definition that is under way; files in hand are let go within a second.

    raises: as `_allowed`
    """
    found = _locked(ctx, company, handle)
    if _allowed(ctx, "stopJob", found, handle):
        run = job_runs.unfinished_of(ctx.tx, found.id) if isinstance(found, Definition) else found
        assert run is not None, "the table lets nobody stop a definition without a run"
        job_runs.flag(ctx.tx, run.id, stopping=True)


def delete(ctx: Context, company: Company, handle: str) -> None:
    """Take a definition off the schedule, its run going on; or end a run and show it no more. Logs stay.

    raises: as `_allowed`
    """
    found = _locked(ctx, company, handle)
    _allowed(ctx, "deleteJob", found, handle)
    if isinstance(found, Definition):
        definitions.remove(ctx.tx, found)
    else:
        job_runs.flag(ctx.tx, found.id, stopping=True, deleted=True)


def _allowed(ctx: Context, call: str, found: Definition | RunState, handle: str) -> bool:
    """Whether a call changes anything, as `domain.job_states` has it.

    raises: JobStateConflict where the state forbids it
    """
    if isinstance(found, RunState):
        state, move = found.shown_state, job_states.OF_RUN[call][found.shown_state]
    else:
        state = found.trigger_state
        under_way = job_runs.unfinished_of(ctx.tx, found.id) is not None
        move = job_states.OF_DEFINITION[call][job_states.of_definition(state, under_way=under_way)]
    if move.wanted is not None:
        raise JobStateConflict(handle, "scheduled" if state == jobs.NORMAL else state, move.wanted)
    return move.acts


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
