"""Taking addresses out of caches: out of ours at once, out of the CDN's afterwards, until it succeeds.

Source: IPS API reference, cdnCacheInvalidation. The words of a status, and how often is tried, are assumed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import structlog

from safelight.adapters import cdn, mail
from safelight.domain import handles, purges
from safelight.domain.faults import ForeignCompany, InvalidParameter
from safelight.domain.items import TransientError
from safelight.domain.people import Company
from safelight.services import companies, texts
from safelight.services.context import Context, Parts
from safelight.store import cdn as rows
from safelight.store import purged_addresses
from safelight.store.cdn import Invalidation
from safelight.store.database import Tx

log = structlog.get_logger()

FIELD: Final = "urlArray/items"
MAILED_AT_ONCE: Final = 100
"""Addresses one mail confirms, and one step of the work purges."""
ESTIMATED_S: Final = 5
DONE, WORKING, FAILED = "Done", "In-Progress", "Failed"
ATTEMPTS: Final = 8
FIRST_RETRY_MS: Final = 2_000
IN_HAND_MS: Final = 120_000
DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Status:
    """ping_after_s: when it is worth asking again, None where nothing more will happen."""

    word: str
    ping_after_s: int | None
    completed_ms: int | None


def invalidate(ctx: Context, company: Company, addresses: Sequence[str], recipients: Sequence[str]) -> tuple[str, int]:
    """Take addresses out of our caches, and have it done in the CDN; returns (handle, seconds it may take).

    recipients: emails to be told when the CDN has done it
    raises:     InvalidParameter for an address that is not the company's; the contract allows 1 to 1000
    """
    hosts = {urlsplit(ctx.base_url).netloc.lower(), *ctx.parts.settings.cdn_host_names}
    for number, address in enumerate(addresses, start=1):
        purges.check(f"{FIELD}[{number}]", address, company.root, hosts)
    keys = [key for each in addresses if (key := purges.picture_key(each)) is not None]
    purged_addresses.put(ctx.tx, company.root, keys, ctx.now_ms)
    return _arrange(ctx, company, [each.strip() for each in addresses], recipients)


def status(tx: Tx, company: Company, handle: str, now_ms: int) -> Status:
    """How far a purge has come. Raises ForeignCompany, InvalidParameter for a handle of none."""
    company_id, own_id = handles.invalidation_id("invalidationHandle", handle)
    if company_id != company.id:
        raise ForeignCompany("invalidationHandle", handle)
    found = rows.by_id(tx, company.id, own_id)
    if found is None:
        raise InvalidParameter("invalidationHandle", handle, "a handle that cdnCacheInvalidation gave")
    if found.completed_ms is not None:
        return Status(DONE, None, found.completed_ms)
    if found.next_try_ms is None:
        return Status(FAILED, None, None)
    return Status(WORKING, max(1, (found.next_try_ms - now_ms) // 1000 if found.error else ESTIMATED_S), None)


def send_due(parts: Parts) -> int:
    """Go on with what is due, each once; returns how many were tried."""
    tried = 0
    while (taken := _take(parts)) is not None:
        tried += 1
        try:
            _purge(parts, taken)
            _confirm(parts, taken)
        except (TransientError, cdn.PurgeRefusedError, ValueError) as error:
            _put_off(parts, taken, error)
        else:
            _note(parts, taken, next_try_ms=None, error=None)
    return tried


def forget_ended(parts: Parts) -> int:
    """Forget purges as old as logs that are no longer kept; returns how many. Nobody can ask for their status then."""
    with parts.database.write() as tx:
        return rows.drop_ended(tx, parts.clock.now_ms() - round(parts.settings.log_days * DAY_MS))


def _arrange(ctx: Context, company: Company, addresses: list[str], recipients: Sequence[str]) -> tuple[str, int]:
    settings = ctx.parts.settings
    told = list(dict.fromkeys(recipients)) if settings.smtp_url else []
    behind = bool(settings.cdn_purge_url)
    values = {"company_id": company.id, "addresses": addresses, "recipients": told, "locale": ctx.locale}
    moments = {
        "created_ms": ctx.now_ms,
        "next_try_ms": ctx.now_ms if behind or told else None,
        "completed_ms": None if behind else ctx.now_ms,
    }
    made = rows.add(ctx.tx, values | moments | {"purged": 0 if behind else len(addresses)})
    return handles.invalidation_handle(company.id, made), ESTIMATED_S if behind else 0


def _take(parts: Parts) -> Invalidation | None:
    now_ms = parts.clock.now_ms()
    with parts.database.read() as tx:
        if not rows.any_due(tx, now_ms):
            return None
    with parts.database.write() as tx:
        return rows.take(tx, now_ms, now_ms + IN_HAND_MS)


def _purge(parts: Parts, taken: Invalidation) -> None:
    """The addresses that are left, a piece at a time, so that a kill loses no more than one."""
    if taken.completed_ms is not None:
        return
    for start in range(taken.purged, len(taken.addresses), MAILED_AT_ONCE):
        piece = taken.addresses[start : start + MAILED_AT_ONCE]
        cdn.purge(parts.settings.cdn_purge_url, piece)
        _note(parts, taken, purged=start + len(piece), next_try_ms=parts.clock.now_ms() + IN_HAND_MS)
    _note(parts, taken, completed_ms=parts.clock.now_ms(), error=None)


def _confirm(parts: Parts, taken: Invalidation) -> None:
    """Mail those who are to be told, one mail for each 100 addresses."""
    for number, recipient in enumerate(taken.recipients, start=1):
        for start in range(0, len(taken.addresses), MAILED_AT_ONCE):
            _mail(parts, taken, recipient, taken.addresses[start : start + MAILED_AT_ONCE])
        left = list(taken.recipients[number:])
        _note(parts, taken, recipients=left, next_try_ms=parts.clock.now_ms() + IN_HAND_MS)


def _mail(parts: Parts, taken: Invalidation, recipient: str, addresses: Sequence[str]) -> None:
    with parts.database.read() as tx:
        company = companies.in_force(tx, taken.company_id, parts.clock.now_ms())
    name = company.name if company else handles.company_handle(taken.company_id)
    text = texts.say(taken.locale, "purged_text", company=name, count=len(addresses), addresses="\n".join(addresses))
    mail.send(
        parts.settings.smtp_url,
        sender=parts.settings.mail_from,
        recipient=recipient,
        subject=texts.say(taken.locale, "purged_subject", company=name),
        text=text.lstrip("\n"),
    )


def _put_off(parts: Parts, taken: Invalidation, error: Exception) -> None:
    again = taken.attempts < ATTEMPTS and isinstance(error, TransientError)
    next_try_ms = parts.clock.now_ms() + FIRST_RETRY_MS * 4 ** (taken.attempts - 1) if again else None
    log.warning("purge.failed", invalidation=taken.id, attempts=taken.attempts, reason=str(error))
    _note(parts, taken, next_try_ms=next_try_ms, error=str(error))


def _note(parts: Parts, taken: Invalidation, **values: object) -> None:
    with parts.database.write() as tx:
        rows.change(tx, taken.id, **values)
