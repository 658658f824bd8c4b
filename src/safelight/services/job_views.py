"""Jobs as their clients watch them: those under way, and those on the schedule."""

from collections.abc import Sequence

from safelight.domain import jobs
from safelight.domain.definitions import Definition
from safelight.domain.handles import JobHandle
from safelight.domain.runs import ActiveRun, AtWork
from safelight.services import job_handles, texts
from safelight.services.context import Context
from safelight.services.job_reach import Companies
from safelight.store import definitions, job_runs
from safelight.store.database import Tx

MINUTES_FROM_S = 120
MEGABYTE = 1_000_000


def active(
    tx: Tx, companies: Companies, *, handle: JobHandle | None, original_name: str | None, with_waiting: bool
) -> Sequence[ActiveRun]:
    """Runs that have not ended, oldest first; none where nothing matches.

    handle:       of one run, or of a scheduled name, which means all its runs
    with_waiting: also those that no worker has taken up yet
    """
    run_id, name = None, original_name
    if handle is not None:
        companies = {handle.company_id}
        run = job_handles.exact_run(tx, handle)
        if run is not None:
            run_id = run.id
        elif handle.log_id is not None or original_name not in {None, job_handles.submitted_name(handle)}:
            return []
        else:
            name = job_handles.submitted_name(handle)
    return job_runs.active(tx, companies, run_id=run_id, original_name=name, with_waiting=with_waiting)


def scheduled(
    tx: Tx, companies: Companies, *, handle: JobHandle | None, original_name: str | None
) -> Sequence[tuple[Definition, str]]:
    """Definitions with the email of their submitter, by company and name; none where nothing matches.

    handle: of a definition, or of a run of it
    """
    if handle is None:
        return definitions.listed(tx, companies, original_name, None)
    definition = job_handles.definition_of(tx, handle)
    if definition is None:
        run = job_handles.run_of(tx, handle)
        definition_id = (run.definition_id if run is not None else None) or 0
    else:
        definition_id = definition.id
    return definitions.listed(tx, {handle.company_id}, original_name, definition_id)


def next_fire_ms(ctx: Context, definition: Definition) -> int:
    """When a definition fires next, as far as it is known: a paused one as if it were resumed now."""
    if definition.trigger_state != jobs.PAUSED or definition.next_fire_ms > ctx.now_ms:
        return definition.next_fire_ms
    return definition.fires_after(ctx.now_ms, ctx.parts.settings.zone) or definition.next_fire_ms


def message(ctx: Context, run: ActiveRun) -> str:
    """What a run is doing, in words."""
    return texts.say(ctx.locale, "paused") if run.run.shown_state == jobs.WAITING_COORDINATOR else run.message


def of_item(ctx: Context, run: ActiveRun, item: AtWork) -> str:
    """What is done with an item in hand, with how much of its file is here, where that is known."""
    doing = message(ctx, run)
    if run.run.shown_state != jobs.RUNNING or not item.size_bytes:
        return doing
    done, total = (f"{size_bytes / MEGABYTE:.1f}" for size_bytes in (item.done_bytes, item.size_bytes))
    return texts.say(ctx.locale, "item_bytes", doing=doing, done=done, total=total)


def outlook(ctx: Context, run: ActiveRun) -> str:
    """What a task is doing, with how far it has come and how long it may take; the job itself says less (recorded)."""
    seconds = run.seconds_left(ctx.now_ms)
    if run.run.shown_state != jobs.RUNNING or seconds is None:
        return message(ctx, run)
    total = run.processed + run.processing + run.pending
    left = f"{seconds} s" if seconds < MINUTES_FROM_S else f"{round(seconds / 60)} min"
    return texts.say(ctx.locale, "outlook", doing=run.message, done=run.processed, total=total, left=left)
