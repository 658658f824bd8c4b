"""Telling people and programs that a job has ended: written down with its end, sent afterwards, until it succeeds.

Source for the mail settings: IPS API reference, AutomatedSetGenerationJob. That `postHttpUrl` of an upload is told of
its end as `httpCompletionUrl` of a publish is, and what either is sent, is assumed.
"""

from collections.abc import Mapping
from typing import Any

import structlog

from safelight.adapters import callback, mail
from safelight.domain import handles
from safelight.domain.faults import Fault
from safelight.domain.items import TransientError
from safelight.domain.running import Counts, Running
from safelight.services import accounts, companies, texts
from safelight.services.context import Parts
from safelight.store import notices as rows
from safelight.store.database import Tx

log = structlog.get_logger()

MAIL, CALL = "mail", "call"
ATTEMPTS = 8
FIRST_RETRY_MS = 5_000
IN_HAND_MS = 120_000
LINES = 50


def arrange(tx: Tx, parts: Parts, run: Running, options: Mapping[str, Any], counts: Counts, now_ms: int) -> None:
    """Write down who is to be told of the end of a run, by what it was asked to do."""
    wanted = options.get("emailSetting", "None")
    if parts.settings.smtp_url and _mailed(wanted, counts):
        account = accounts.by_id(tx, run.account_id)
        if account is not None:
            rows.add(tx, run.id, MAIL, _mail(tx, run, counts, account.email, wanted, now_ms), now_ms)
    url = options.get("httpCompletionUrl") or options.get("postHttpUrl")
    if url:
        rows.add(tx, run.id, CALL, {"url": url, "fields": _fields(run, counts)}, now_ms)


def send_due(parts: Parts) -> int:
    """Send what is due, each once; returns how many were tried."""
    tried = 0
    while (notice := _take(parts)) is not None:
        tried += 1
        try:
            _send(parts, notice)
        except (TransientError, Fault, ValueError) as error:
            again = notice.attempts < ATTEMPTS and isinstance(error, TransientError)
            pause_ms = FIRST_RETRY_MS * 4 ** (notice.attempts - 1)
            _settle(parts, notice, parts.clock.now_ms() + pause_ms if again else None, str(error))
        else:
            _settle(parts, notice, None, None)
    return tried


def _mailed(wanted: str, counts: Counts) -> bool:
    failed = counts.file_error > 0 or counts.fatal
    match wanted:
        case "All" | "JobCompletion":
            return True
        case "Error":
            return failed
        case "ErrorAndWarning":
            return failed or counts.file_warning > 0
        case _:
            return False


def _mail(tx: Tx, run: Running, counts: Counts, recipient: str, wanted: str, now_ms: int) -> dict[str, Any]:
    failed = counts.file_error > 0 or counts.fatal
    company = companies.in_force(tx, run.company_id, now_ms)
    text = texts.say(
        run.locale,
        "mail_text",
        company=company.name if company else handles.company_handle(run.company_id),
        job=run.original_name,
        handle=run.handle,
        total=counts.total_files,
        success=counts.file_success,
        updated=counts.file_update,
        duplicates=counts.file_duplicate,
        errors=counts.file_error,
        warnings=counts.file_warning,
    )
    told = {run.kind.error, "FatalError"} | (set() if wanted == "Error" else {run.kind.warning})
    lines = [] if wanted == "JobCompletion" else rows.messages(tx, run.id, frozenset(told), LINES)
    if lines:
        text = "\n".join([text, texts.say(run.locale, "mail_lines"), *lines, ""])
    results = rows.messages(tx, run.id, frozenset({run.kind.result}), LINES) if run.kind.result else ()
    if results:
        text = "\n".join([text, *results, ""])
    subject = texts.say(run.locale, "mail_subject_failed" if failed else "mail_subject", job=run.original_name)
    return {"recipient": recipient, "subject": subject.replace("\n", " "), "text": text.lstrip("\n")}


def _fields(run: Running, counts: Counts) -> dict[str, str]:
    """What an address is sent, as a form: names as the wire has them for a job log (assumed)."""
    return {
        "companyHandle": handles.company_handle(run.company_id),
        "jobHandle": run.handle,
        "jobName": run.name,
        "originalJobName": run.original_name,
        "fileSuccessCount": str(counts.file_success),
        "fileErrorCount": str(counts.file_error),
        "fileWarningCount": str(counts.file_warning),
        "fileDuplicateCount": str(counts.file_duplicate),
        "fileUpdateCount": str(counts.file_update),
        "totalFileCount": str(counts.total_files),
        "fatalError": "true" if counts.fatal else "false",
    }


def _take(parts: Parts) -> rows.Notice | None:
    now_ms = parts.clock.now_ms()
    with parts.database.read() as tx:
        if not rows.any_due(tx, now_ms):
            return None
    with parts.database.write() as tx:
        return rows.take(tx, now_ms, now_ms + IN_HAND_MS)


def _send(parts: Parts, notice: rows.Notice) -> None:
    payload = notice.payload
    if notice.kind == CALL:
        callback.post(payload["url"], payload["fields"], parts.settings.fetch_allowed_hosts)
        return
    mail.send(
        parts.settings.smtp_url,
        sender=parts.settings.mail_from,
        recipient=payload["recipient"],
        subject=payload["subject"],
        text=payload["text"],
    )


def _settle(parts: Parts, notice: rows.Notice, next_try_ms: int | None, error: str | None) -> None:
    if error is not None:
        log.warning("notice.failed", run=notice.run_id, kind=notice.kind, attempts=notice.attempts, reason=error)
    with parts.database.write() as tx:
        rows.settle(tx, notice.id, next_try_ms, error)
