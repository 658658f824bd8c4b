"""Telling administrators which assets of the trash are about to be erased, each asset once.

Source: IPS API reference, CompanySettings (emailTrashCleanupWarning). How long before, and in which words, is ours.
"""

from typing import Any, Final

from safelight.domain.moments import moment
from safelight.domain.people import Company
from safelight.domain.running import Running
from safelight.domain.trash import Warned
from safelight.services import cleanup, company_settings, notices, texts
from safelight.services.context import Parts
from safelight.store import notices as mails
from safelight.store import trash_warnings as store
from safelight.store.database import Tx

PATHS_TOLD: Final = 50


def arrange(tx: Tx, parts: Parts, run: Running, company: Company) -> int:
    """Have every administrator mailed, where the company wants that; returns of how many assets they are told.

    Told is what will be erased within the setting, was not told before, and is not erased already now.
    """
    now_ms = parts.clock.now_ms()
    after_ms = max(store.told_until(tx, company.id), cleanup.erased_until_ms(parts, now_ms))
    until_ms = cleanup.warned_until_ms(parts, now_ms)
    if until_ms <= after_ms or not _wanted(tx, parts, company):
        return 0
    warned = store.trashed(tx, company.id, after_ms, until_ms, PATHS_TOLD)
    store.set_told(tx, company.id, until_ms)
    if warned.count:
        for account_id, email in store.administrators(tx, company.id):
            mail = _mail(parts, run, company, warned, email, now_ms)
            mails.add(tx, run.id, f"{notices.MAIL}:{account_id}", mail, now_ms)
    return warned.count


def _wanted(tx: Tx, parts: Parts, company: Company) -> bool:
    return bool(parts.settings.smtp_url) and company_settings.of(tx, company.id).email_trash_cleanup_warning


def _mail(parts: Parts, run: Running, company: Company, warned: Warned, email: str, now_ms: int) -> dict[str, Any]:
    end_ms = now_ms + round(parts.settings.trash_warning_days * cleanup.DAY_MS)
    end = moment(end_ms).astimezone(parts.settings.zone).isoformat(sep=" ", timespec="minutes")
    subject = texts.say(run.locale, "trash_warning_subject", company=company.name, count=warned.count)
    text = texts.say(run.locale, "trash_warning", company=company.name, count=warned.count, moment=end)
    more = [texts.say(run.locale, "trash_warning_more")] if warned.count > len(warned.paths) else []
    return {"recipient": email, "subject": subject, "text": "\n".join([text, "", *warned.paths, *more, ""])}
