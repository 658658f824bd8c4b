"""What is submitted, and when it runs: now, once, or by a schedule.

Firing is a compare-and-set of the definition and a run row in one transaction, under a key made of both, so that
whoever notices that a time has come, it fires once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safelight.domain import cron, handles, job_states, jobs, roles
from safelight.domain.definitions import Definition
from safelight.domain.faults import (
    ImpersonationNotPermitted,
    InvalidParameter,
    JobStateConflict,
    NameTaken,
    UnknownJob,
    UnknownUserHandle,
)
from safelight.domain.handles import JobHandle
from safelight.domain.moments import moment
from safelight.domain.people import Account, Company
from safelight.domain.running import Line, Running
from safelight.domain.runs import RunState
from safelight.services import accounts, job_handles, job_options, texts
from safelight.services.context import Context, Parts
from safelight.services.starts import start_run
from safelight.store import definitions, job_runs, running
from safelight.store.database import Tx

__all__ = ["Submission", "any_due", "execute", "fire_due", "run_finished", "start_run", "submit"]

FIRED_AT_ONCE = 50
"""Definitions that one call of `fire_due` fires at most, so that no transaction is long."""
LATE_MS = 60_000
"""A start later than this was missed, and its log says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What submitJob asks for; empty texts count as absent.

    options:      the job element as JSON, by wire names
    exec_time_ms: UTC; a time that is past fires at once (assumed)
    """

    name: str
    element: str
    options: Mapping[str, Any]
    user_handle: str | None = None
    locale: str | None = None
    description: str | None = None
    exec_time_ms: int | None = None
    exec_schedule: str | None = None


def submit(ctx: Context, company: Company, wanted: Submission) -> str:
    """Run a job now, or put it on the schedule; returns its handle.

    raises: NameTaken while a scheduled job of the name stands; InvalidParameter for a name, locale, time or schedule
            that cannot be, and for a schedule that never fires; ImpersonationNotPermitted, UnknownUserHandle for the
            user; and what `job_options.check` raises
    """
    name = jobs.job_name("jobName", wanted.name)
    job_options.check(ctx, company, wanted.element, wanted.options)
    facts: dict[str, Any] = {
        "company_id": company.id,
        "account_id": _submitter(ctx, company, wanted.user_handle).id,
        "name": name,
        "element": wanted.element,
        "options": dict(wanted.options),
        "locale": jobs.job_locale("locale", wanted.locale, ctx.locale),
        "description": wanted.description or "",
    }
    first_ms = _first_fire(ctx, wanted)
    if definitions.by_name(ctx.tx, company.id, name) is not None:
        raise NameTaken("jobName", name, "Job")
    if first_ms is None:
        address = ctx.client_address or None
        key = f"submit:{ctx.request_id}"
        facts["traceparent"] = ctx.parts.traces.place()
        start_run(ctx.tx, ctx.parts, **facts, key=key, trigger_ms=ctx.now_ms, client_address=address)
    else:
        _define(ctx, name, facts, wanted, first_ms)
    return str(JobHandle(company.id, scheduled=name))


def execute(ctx: Context, company: Company, handle: str) -> None:
    """Run a scheduled or paused job now; its schedule stays as it is.

    raises: JobStateConflict while a run of it is under way, and for what is no scheduled job; UnknownJob
    """
    definition = _locked(ctx.tx, company, handle)
    under_way = job_runs.unfinished_of(ctx.tx, definition.id)
    state = job_states.of_definition(definition.trigger_state, under_way=under_way is not None)
    wanted = job_states.OF_DEFINITION["executeJob"][state].wanted
    if wanted is not None:
        raise JobStateConflict(handle, under_way.shown_state if under_way else state, wanted)
    key, asked_at = f"execute:{definition.id}:{ctx.request_id}", ctx.parts.traces.place()
    _run(ctx.tx, ctx.parts, definition, key=key, trigger_ms=ctx.now_ms, traceparent=asked_at)


def any_due(tx: Tx, now_ms: int) -> bool:
    """Whether `fire_due` may find something to do; a cheap read."""
    return definitions.any_due(tx, now_ms)


def fire_due(tx: Tx, parts: Parts, now_ms: int) -> int:
    """Fire what is due, up to 50 definitions; returns how many runs that started.

    One that has an unfinished run of its own is Blocked instead, and fires once when that has ended. Times missed
    while nobody was there fire as one. A definition without a next time leaves the schedule.
    """
    due = definitions.due(tx, now_ms, FIRED_AT_ONCE)
    return sum(_fire(tx, parts, definition, now_ms) for definition in due)


def run_finished(tx: Tx, parts: Parts, run: Running) -> None:
    """Fire what a run has blocked; to be called in the transaction that brings the run to its end, after that."""
    ended = job_runs.by_id(tx, run.id)
    if ended is not None and ended.definition_id is not None:
        now_ms = parts.clock.now_ms()
        for definition in definitions.due(tx, now_ms, 1, ended.definition_id):
            _fire(tx, parts, definition, now_ms)


def _fire(tx: Tx, parts: Parts, definition: Definition, now_ms: int) -> bool:
    due_ms = definition.next_fire_ms
    if definition.element not in jobs.KINDS:
        return False  # it is of a newer release, whose workers fire it
    if job_runs.unfinished_of(tx, definition.id) is not None:
        definitions.turn(tx, definition, next_fire_ms=due_ms, trigger_state=jobs.BLOCKED)
        return False
    following_ms = definition.fires_after(now_ms, parts.settings.zone)
    if following_ms is None:
        mine = definitions.remove(tx, definition)
    else:
        mine = definitions.turn(tx, definition, next_fire_ms=following_ms, trigger_state=jobs.NORMAL)
    if mine:
        run_id = _run(tx, parts, definition, key=f"fire:{definition.id}:{due_ms}", trigger_ms=due_ms)
        _explain_delay(tx, parts, definition, run_id, now_ms)
    return mine


def _run(
    tx: Tx, parts: Parts, definition: Definition, *, key: str, trigger_ms: int, traceparent: str | None = None
) -> int:
    """traceparent: None for a run that no call asked for"""
    return start_run(
        tx,
        parts,
        company_id=definition.company_id,
        account_id=definition.account_id,
        name=definition.name,
        element=definition.element,
        options=definition.options,
        locale=definition.locale,
        description=definition.description,
        key=key,
        trigger_ms=trigger_ms,
        definition_id=definition.id,
        traceparent=traceparent,
    )


def _explain_delay(tx: Tx, parts: Parts, definition: Definition, run_id: int, now_ms: int) -> None:
    """Say in the log why a run starts later than planned."""
    could_ms = max(definition.next_fire_ms, definition.created_ms)
    if definition.trigger_state == jobs.BLOCKED:
        reason = "fired_after_block"
    elif now_ms - could_ms > LATE_MS:
        reason = "fired_late"
    else:
        return
    planned = moment(definition.next_fire_ms).astimezone(parts.settings.zone).isoformat(timespec="seconds")
    line = Line(jobs.KINDS[definition.element].begin, texts.say(definition.locale, reason, moment=planned))
    running.write(tx, run_id, None, [line], now_ms)


def _define(ctx: Context, name: str, facts: Mapping[str, object], wanted: Submission, first_ms: int) -> None:
    times = {"exec_time_ms": wanted.exec_time_ms, "exec_schedule": _schedule(wanted), "next_fire_ms": first_ms}
    state = {"trigger_state": jobs.NORMAL, "created_ms": ctx.now_ms}
    if definitions.insert(ctx.tx, {**facts, **times, **state}) is None:
        raise NameTaken("jobName", name, "Job")


def _locked(tx: Tx, company: Company, handle: str) -> Definition:
    found = job_handles.find(tx, company, handle)
    if isinstance(found, RunState):
        raise JobStateConflict(
            handle, found.shown_state, job_states.OF_RUN["executeJob"][found.shown_state].wanted or ""
        )
    definition = definitions.lock(tx, found.id)
    if definition is None:
        raise UnknownJob(job_handles.FIELD, handle)
    return definition


def _schedule(wanted: Submission) -> str | None:
    return (wanted.exec_schedule or "").strip() or None


def _first_fire(ctx: Context, wanted: Submission) -> int | None:
    """When a job is to run first; None for now."""
    text = _schedule(wanted)
    if text is None:
        return wanted.exec_time_ms
    if wanted.exec_time_ms is not None:
        raise InvalidParameter("execSchedule", text, "it absent where execTime is given")
    first_ms = cron.parse("execSchedule", text).next_after(ctx.now_ms, ctx.parts.settings.zone)
    if first_ms is None:
        raise InvalidParameter("execSchedule", text, "a schedule that fires at least once more")
    return first_ms


def _submitter(ctx: Context, company: Company, user_handle: str | None) -> Account:
    """Who gets the mails, and in whose name the job works: the caller, or the member named.

    raises: ImpersonationNotPermitted for another user by who is bound by permissions, since the job might then do what
            they may not (assumed); UnknownUserHandle for who is no member
    """
    if not user_handle:
        return ctx.caller.account
    account_id = handles.user_id("userHandle", user_handle)
    if account_id != ctx.caller.account.id and ctx.caller.role_in(company.id) in roles.BOUND:
        raise ImpersonationNotPermitted("userHandle")
    account = accounts.by_id(ctx.tx, account_id)
    if account is None or accounts.caller(ctx.tx, account).role_in(company.id) is None:
        raise UnknownUserHandle("userHandle", user_handle)
    return account
