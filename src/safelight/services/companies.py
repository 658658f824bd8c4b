"""Companies: their birth, and which of them are in force."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from safelight.domain.asset_names import first_free
from safelight.domain.faults import ForeignCompany, InvalidParameter, NameTaken, UnknownCompany
from safelight.domain.people import Caller, Company
from safelight.store import companies as rows
from safelight.store.database import Tx

# Kept for the company that every user may read and that will own the stock profiles and presets.
SHARED_ID = 0

CONTEXT_TYPES = ("ImageRendering", "ImageServing", "ServerDirectory", "Video")

# Values of a company that nobody has configured: those of the reference's setCompanySettings sample; assumed.
BIRTH_SETTINGS = {
    "overwrite_mode": "OverwriteFullName",
    "retain_publish_state": True,
    "disk_space_warning_min_kb": 100_000,
    "email_trash_cleanup_warning": True,
}

_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\|?#%:;\"<>*]")
_NAME_MAX = 255


def far_future_ms(zone: ZoneInfo) -> int:
    """When a company expires that nobody gave an end: 2100-12-31T23:00 of the server's zone. Source: recorded."""
    return int(datetime(2100, 12, 31, 23, tzinfo=zone).timestamp() * 1000)


def in_force(tx: Tx, company_id: int, now_ms: int) -> Company | None:
    """The company, unless there is none or its time is over."""
    return _still(rows.by_id(tx, company_id), now_ms)


def by_name(tx: Tx, name: str) -> Company | None:
    """The company of an exact name, in force or not."""
    return rows.by_name(tx, name)


def every(tx: Tx, now_ms: int, *, expired: bool) -> list[Company]:
    """All companies by name, on demand those whose time is over too; not the shared one, nobody's own (assumed)."""
    return [each for each in rows.every(tx) if each.id != SHARED_ID and (expired or _still(each, now_ms) is not None)]


def of_member_by_name(tx: Tx, caller: Caller, name: str, now_ms: int) -> Company:
    """raises: UnknownCompany where none in force has the name, ForeignCompany where the caller is no member"""
    return _members_own(_still(rows.by_name(tx, name.strip()), now_ms), caller, "companyName", name)


def of_member_by_ims_org_id(tx: Tx, caller: Caller, ims_org_id: str, now_ms: int) -> Company:
    """raises: UnknownCompany where none in force has the organisation, ForeignCompany where the caller is no member"""
    return _members_own(_still(rows.by_ims_org_id(tx, ims_org_id), now_ms), caller, "imsOrgId", ims_org_id)


def create(tx: Tx, name: str, expires_ms: int | None, ims_org_id: str | None, now_ms: int) -> Company:
    """Make a company with its root folder, its publish contexts and its settings.

    name:       blanks at its ends are dropped; without any blank it is the root, which must be unique too
    expires_ms: UTC; None means the far future in UTC (`far_future_ms` gives that of another zone)
    ims_org_id: unique where given (assumed); empty counts as not given
    raises:     InvalidParameter for a name unfit for a path, NameTaken for a name, root or organisation in use
    """
    fit = _fit(name)
    organisation = ims_org_id or None
    _refuse_taken(tx, fit, _root(fit), organisation)
    expires = far_future_ms(ZoneInfo("UTC")) if expires_ms is None else expires_ms
    born = rows.insert_company(tx, fit, _root(fit), expires, organisation, now_ms)
    if born is None:
        raise NameTaken("companyName", fit, "company")
    _furnish(tx, born.id, born.root, now_ms)
    return born


def ensure_shared(tx: Tx, now_ms: int) -> None:
    """Make the company that every user may read, if it is not there."""
    if rows.by_id(tx, SHARED_ID) is not None:
        return
    name = first_free("Shared", lambda name: rows.by_name(tx, name) is not None or rows.by_root(tx, name) is not None)
    if rows.insert_company(tx, name, name, far_future_ms(ZoneInfo("UTC")), None, now_ms, SHARED_ID) is not None:
        _furnish(tx, SHARED_ID, name, now_ms)


def _furnish(tx: Tx, company_id: int, root: str, now_ms: int) -> None:
    """What every company has from its birth."""
    rows.insert_root_folder(tx, company_id, root, now_ms)
    rows.insert_contexts(tx, company_id, CONTEXT_TYPES)
    rows.insert_settings(tx, company_id, BIRTH_SETTINGS)


def _still(company: Company | None, now_ms: int) -> Company | None:
    return company if company is not None and company.expires_ms > now_ms else None


def _members_own(company: Company | None, caller: Caller, field: str, got: str) -> Company:
    if company is None:
        raise UnknownCompany(field, got)
    if caller.role_in(company.id) is None:
        raise ForeignCompany(field, got)
    return company


def _refuse_taken(tx: Tx, name: str, root: str, ims_org_id: str | None) -> None:
    if rows.by_name(tx, name) is not None:
        raise NameTaken("companyName", name, "company")
    if rows.by_root(tx, root) is not None:
        raise NameTaken("companyName", root + "/", "root path")
    if ims_org_id is not None and rows.by_ims_org_id(tx, ims_org_id) is not None:
        raise NameTaken("imsOrgId", ims_org_id, "organisation")


def _root(name: str) -> str:
    return "".join(name.split())


def _fit(name: str) -> str:
    text = name.strip()
    root = _root(text)
    if not root or root.strip(".") == "" or len(text) > _NAME_MAX or _UNFIT.search(text):
        raise InvalidParameter("companyName", name, f"1 to {_NAME_MAX} characters that may stand in a path and a URL")
    return text
