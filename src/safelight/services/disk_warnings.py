"""Telling administrators that the disk has less room than their company wants, once until it has enough again.

Source: IPS API reference, CompanySettings (diskSpaceWarningMin). Looked at whenever a job ends, for all companies, on
the disk that the server keeps its data on (assumed); who is told, and in which words, is ours.
"""

from safelight.adapters import disk
from safelight.domain.disk_usage import BYTES_OF_KB
from safelight.services import companies, texts
from safelight.services.context import Parts
from safelight.store import disk_warnings as store
from safelight.store import notices as mails
from safelight.store.database import Tx
from safelight.store.trash_warnings import administrators


def arrange(tx: Tx, parts: Parts, run_id: int, kind: str) -> None:
    """Have the administrators mailed of each company that wants more room than there is, and was not told.

    run_id: of the run at whose end somebody looks, which the mails are noted with
    kind:   of a notice that is a mail
    """
    if not parts.settings.smtp_url:
        return
    free_kb, now_ms = disk.free_bytes(parts.settings.data) // BYTES_OF_KB, parts.clock.now_ms()
    store.forget(tx, free_kb)
    for company_id in store.short(tx, free_kb):
        company = companies.in_force(tx, company_id, now_ms)
        if company is None or not store.note(tx, company_id, now_ms):
            continue
        facts = {"company": company.name, "free": free_kb}
        subject = texts.say(parts.settings.locale, "disk_warning_subject", **facts)
        text = texts.say(parts.settings.locale, "disk_warning", **facts).lstrip("\n")
        for account_id, email in administrators(tx, company_id):
            payload = {"recipient": email, "subject": subject, "text": text}
            mails.add(tx, run_id, f"{kind}:disk:{company_id}:{account_id}", payload, now_ms)
