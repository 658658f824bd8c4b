"""The nightly cleanup: a job of the shared company that erases what is over, and has one started in each company whose
trash holds something to erase or to warn of.

Source for what it does to the trash: IPS API reference, emptyAssetsFromTrash, CompanySettings. The rest is ours.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from safelight.domain import cron
from safelight.domain.assets import IMAGE
from safelight.domain.faults import NameTaken
from safelight.domain.jobs import CLEANUP, NORMAL
from safelight.domain.people import Account, Company
from safelight.domain.running import Running
from safelight.domain.superseded import Said, superseded
from safelight.domain.trash import Ended
from safelight.services import accounts, companies, publishing, run_traces
from safelight.services.companies import SHARED_ID
from safelight.services.context import Parts
from safelight.services.starts import start_run
from safelight.store import definitions, derived, erasing, old_runs
from safelight.store import superseded as generations
from safelight.store.database import Tx

NAME: Final = "Cleanup"
SERVER_EMAIL: Final = "server@safelight.invalid"
"""Who submits what the server does by itself; nobody can log in as that."""
DAY_MS: Final = 86_400_000
ERASED_AT_ONCE: Final = 50
LINES_AT_ONCE: Final = 1_000
RUNS_AT_ONCE: Final = 20


def schedule(tx: Tx, parts: Parts) -> None:
    """Have the cleanup fire as the setting says, in place of an older schedule; empty takes it off.

    raises: InvalidParameter for a cron text that means nothing
    """
    text, now_ms = parts.settings.cleanup_schedule.strip(), parts.clock.now_ms()
    known = definitions.by_name(tx, SHARED_ID, NAME)
    if known is not None and known.exec_schedule != text:
        definitions.remove(tx, known)
    if not text or (known is not None and known.exec_schedule == text):
        return
    first_ms = cron.parse("SAFELIGHT_CLEANUP_SCHEDULE", text).next_after(now_ms, parts.settings.zone)
    if first_ms is not None:
        companies.ensure_shared(tx, now_ms)
        facts = {"company_id": SHARED_ID, "account_id": _server(tx, parts).id, "name": NAME, "element": CLEANUP}
        said = {"options": {}, "locale": parts.settings.locale, "description": ""}
        times = {"exec_time_ms": None, "exec_schedule": text, "next_fire_ms": first_ms, "created_ms": now_ms}
        definitions.insert(tx, {**facts, **said, **times, "trigger_state": NORMAL})


def with_trash(parts: Parts) -> list[tuple[int, str]]:
    """Companies, id and name, whose trash has something to erase, or to warn of."""
    now_ms = parts.clock.now_ms()
    with parts.database.read() as tx:
        return erasing.companies(tx, warned_until_ms(parts, now_ms), now_ms)


def start(tx: Tx, parts: Parts, run: Running, company_id: int) -> None:
    """Start the cleanup of a company, once for each run of the whole."""
    start_run(
        tx,
        parts,
        company_id=company_id,
        account_id=run.account_id,
        name=NAME,
        element=CLEANUP,
        options={},
        locale=run.locale,
        description="",
        key=f"cleanup:{run.id}:{company_id}",
        trigger_ms=parts.clock.now_ms(),
        parent_run_id=run.id,
        traceparent=run_traces.place(parts, run),
    )


def erase_trash(tx: Tx, parts: Parts, company: Company) -> list[Ended]:
    """Erase the next assets whose time in the trash is over; returns which, none where none is left.

    What is live of them stays so until the next publish.
    """
    over = erasing.ended(tx, company.id, erased_until_ms(parts, parts.clock.now_ms()), ERASED_AT_ONCE)
    ids = {asset.id for asset in over}
    views = erasing.named(tx, set(derived.of(tx, sorted(ids))) - ids)
    erased = [*over, *views]
    publishing.forget(tx, [asset.id for asset in erased])
    erasing.erase(tx, [asset.id for asset in erased])
    return erased


def erased_until_ms(parts: Parts, now_ms: int) -> int:
    """What was put into the trash until then is erased."""
    return now_ms - round(parts.settings.trash_days * DAY_MS)


def warned_until_ms(parts: Parts, now_ms: int) -> int:
    """What was put into the trash until then is warned of."""
    return erased_until_ms(parts, now_ms) + round(parts.settings.trash_warning_days * DAY_MS)


def file_type(type_: str) -> str:
    """What a job log calls an asset that was erased; assumed."""
    return "MasterImage" if type_ == IMAGE else type_


def erase_logs(parts: Parts, check: Callable[[], None]) -> int:
    """Erase runs that ended longer ago than the setting, with their logs; returns how many.

    check: called between transactions; what it raises ends the work
    """
    before_ms = parts.clock.now_ms() - round(parts.settings.log_days * DAY_MS)
    after, erased = 0, 0
    while True:
        with parts.database.read() as tx:
            ids = old_runs.ended(tx, before_ms, after, RUNS_AT_ONCE)
        if not ids:
            return erased
        check()
        with parts.database.write() as tx:
            old_runs.drop_generations(tx, ids)
            kept = old_runs.needed(tx, ids)
        for run_id in ids:
            if run_id not in kept:
                _erase_run(parts, run_id, check)
                erased += 1
        after = ids[-1]


def erase_superseded(parts: Parts, check: Callable[[], None]) -> int:
    """Erase what generations say that no head can reach any more; returns how many rows.

    check: as of `erase_logs`
    """
    with parts.database.read() as tx:
        heads = generations.settled_heads(tx)
    erased = 0
    for context_id, live in heads:
        check()
        with parts.database.read() as tx:
            over = list(superseded(generations.rows(tx, context_id), live))
        for first in range(0, len(over), LINES_AT_ONCE):
            check()
            _erase_said(parts, context_id, over[first : first + LINES_AT_ONCE])
        erased += len(over)
    return erased


def _erase_said(parts: Parts, context_id: int, said: list[Said]) -> None:
    with parts.database.write() as tx:
        generations.erase(tx, context_id, said)


def _erase_run(parts: Parts, run_id: int, check: Callable[[], None]) -> None:
    """In pieces, its row at last; what a kill leaves is erased the next time."""
    dropped = LINES_AT_ONCE
    while dropped == LINES_AT_ONCE:
        check()
        with parts.database.write() as tx:
            dropped = old_runs.drop_lines(tx, run_id, LINES_AT_ONCE)
            if dropped < LINES_AT_ONCE:
                old_runs.drop(tx, run_id)


def _server(tx: Tx, parts: Parts) -> Account:
    """The account of the server itself, made where it is missing; another process may make it at the same time."""
    known = accounts.by_email(tx, SERVER_EMAIL)
    if known is None:
        with suppress(NameTaken):
            known = accounts.create(
                tx,
                parts.passwords,
                email=SERVER_EMAIL,
                first_name="Safelight",
                last_name="Server",
                password=f"{secrets.token_urlsafe(32)}-A1",
                password_expires_ms=None,
                valid=False,
                ips_admin=False,
                now_ms=parts.clock.now_ms(),
            )
    found = known or accounts.by_email(tx, SERVER_EMAIL)
    assert found is not None, "the account of the server is neither there nor can it be made"
    return found
