"""The start of a run, whoever asks for it: its row, its log, and its place in the queue."""

from collections.abc import Mapping
from typing import Any

from safelight.domain import jobs
from safelight.domain.running import Line
from safelight.services import texts
from safelight.services.context import Parts
from safelight.store import job_logs, job_runs, running
from safelight.store.database import Tx


def start_run(
    tx: Tx,
    parts: Parts,
    *,
    company_id: int,
    account_id: int,
    name: str,
    element: str,
    options: Mapping[str, Any],
    locale: str,
    description: str,
    key: str,
    trigger_ms: int,
    definition_id: int | None = None,
    parent_run_id: int | None = None,
    client_address: str | None = None,
    open_until_ms: int | None = None,
    traceparent: str | None = None,
) -> int:
    """Start a run once: its row, the beginning of its log, and its place in the queue, in the caller's transaction.

    account_id:    who is named as its submitter, and gets its mails
    name:          as submitted; the run's own name, unique in the company, is made of it and the moment
    options:       the job element as JSON, by wire names
    key:           names the occasion; a run of that key that stands already is the answer, and nothing is done
    trigger_ms:    when it was asked for, or due, UTC
    parent_run_id: the run that this one follows
    open_until_ms: it takes files from its client until then, UTC
    traceparent:   where in a trace it was asked for
    returns:       the id of the run, which is that of its log too
    """
    now_ms = parts.clock.now_ms()
    facts = {
        "company_id": company_id,
        "account_id": account_id,
        "definition_id": definition_id,
        "key": key,
        "original_name": name,
        "element": element,
        "options": dict(options),
        "locale": locale,
        "description": description,
        "trigger_ms": trigger_ms,
        "client_address": client_address,
        "open_until_ms": open_until_ms,
        "parent_run_id": parent_run_id,
        "traceparent": traceparent,
    }
    return job_runs.id_by_key(tx, key) or _start(tx, parts, facts, now_ms)


def _start(tx: Tx, parts: Parts, facts: Mapping[str, Any], now_ms: int) -> int:
    """The new run of a key; of two who start it at once, one finds that of the other."""
    run_id, stamp_ms = None, now_ms
    while run_id is None:
        name = jobs.active_name(facts["original_name"], stamp_ms, parts.settings.zone)
        run_id = job_runs.insert(tx, {**facts, "name": name}, now_ms)
        if run_id is None and (known := job_runs.id_by_key(tx, facts["key"])) is not None:
            return known
        if run_id is None and job_runs.by_name(tx, facts["company_id"], name) is None:
            raise RuntimeError(f"no row can be made for the run {facts['key']!r}")
        stamp_ms += 1
    kind = jobs.kind_of(facts["element"])
    log = {name: facts[name] for name in ("company_id", "account_id")}
    types = {"log_type": kind.begin, "sub_type": jobs.sub_type(facts["options"])}
    job_logs.begin(tx, {"run_id": run_id, **log, **types, "start_ms": now_ms})
    running.write(tx, run_id, None, _first_lines(tx, facts, kind), now_ms)
    parts.dispatcher.enqueue_run(tx, run_id, facts["company_id"])
    return run_id


def _first_lines(tx: Tx, facts: Mapping[str, Any], kind: jobs.JobKind) -> list[Line]:
    parent_id = facts["parent_run_id"]
    parent = None if parent_id is None else job_runs.by_id(tx, parent_id)
    said = {
        kind.begin: texts.say(facts["locale"], "begun", job=facts["original_name"]),
        jobs.ORIGINAL_JOB_NAME: facts["original_name"],
        jobs.JOB_TYPE: kind.type,
        jobs.JOB_CLIENT: facts["client_address"],
        jobs.INITIATING_JOB_NAME: parent and parent.name,
    }
    return [Line(log_type, message) for log_type, message in said.items() if message]
