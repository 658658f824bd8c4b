"""Who calls, and whether they may: authentication, and the roles an operation is open to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from safelight.domain import handles, roles
from safelight.domain.faults import (
    ForeignCompany,
    InvalidCredentials,
    InvalidUser,
    NoCredentials,
    OperationNotPermitted,
    UnknownCompany,
)
from safelight.domain.people import IPS_ADMIN, Caller, Company
from safelight.services import accounts, companies
from safelight.services.context import Parts
from safelight.services.passwords import Passwords
from safelight.store.database import Tx

# Where the reference's list plainly forgot a role: assumed (contract data, doubts 41).
ADDED_ROLES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        ("checkAssetNames", "createTemplate", "executeJob", "getCompanyInfo", "getProjects", "submitJob"),
        frozenset({roles.IPS_COMPANY_ADMIN}),
    ),
    "getFolderTree": frozenset({roles.IMAGE_PORTAL_ADMIN, roles.IMAGE_PORTAL_USER}),
}

# A role that stands in no list at all has the reach of another: assumed.
STANDS_FOR: Mapping[str, str] = {roles.WEB_SERVICE_USER: roles.IPS_USER}

# Operations whose list is unknown: assumed.
UNLISTED_ROLES = frozenset({roles.IPS_COMPANY_ADMIN})


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request says of its sender."""

    user: str
    password: str = field(repr=False)


def authenticate(parts: Parts, credentials: Credentials | None) -> Caller:
    """The caller of a request.

    raises: NoCredentials; InvalidCredentials, alike in words and time for an unknown user and a wrong password;
            InvalidUser only to who knows the password
    """
    if credentials is None or not credentials.user:
        raise NoCredentials
    with parts.database.read() as tx:
        caller = accounts.caller_by_email(tx, credentials.user)
    stored = None if caller is None else caller.account.password_hash
    if not parts.passwords.verify(stored, credentials.password) or caller is None:
        raise InvalidCredentials
    if not accounts.may_log_in(caller.account, parts.clock.now_ms()):
        raise InvalidUser
    return caller


def would_let_in(tx: Tx, passwords: Passwords, credentials: Credentials, company: Company | None, now_ms: int) -> bool:
    """Whether the credentials would pass, and if a company is given, are those of an active member of it."""
    account = accounts.by_email(tx, credentials.user)
    stored = None if account is None else account.password_hash
    if not passwords.verify(stored, credentials.password) or account is None:
        return False
    member = company is None or accounts.caller(tx, account).role_in(company.id) is not None
    return member and accounts.may_log_in(account, now_ms)


def check(
    tx: Tx,
    caller: Caller,
    listed: Collection[str] | None,
    *,
    company_id: int | None,
    operation: str,
    now_ms: int,
) -> None:
    """Refuse who may not call the operation, in the company of the call if it names one.

    listed: the roles of the contract data; None where they are unknown. An IpsAdmin passes everywhere.
    raises: UnknownCompany, ForeignCompany, OperationNotPermitted
    """
    held = _roles_held(tx, caller, now_ms) if company_id is None else {_role_in(tx, caller, company_id, now_ms)}
    if open_to(operation, listed).isdisjoint({STANDS_FOR.get(role, role) for role in held}):
        raise OperationNotPermitted(operation, ", ".join(sorted(held)) or "none")


def open_to(operation: str, listed: Collection[str] | None) -> frozenset[str]:
    """The roles that may call an operation. listed: those of the contract data; None where they are unknown"""
    return frozenset({IPS_ADMIN, *(UNLISTED_ROLES if listed is None else listed), *ADDED_ROLES.get(operation, ())})


def _role_in(tx: Tx, caller: Caller, company_id: int, now_ms: int) -> str:
    handle = handles.company_handle(company_id)
    if companies.in_force(tx, company_id, now_ms) is None:
        raise UnknownCompany("companyHandle", handle)
    role = caller.role_in(company_id)
    if role is None:
        raise ForeignCompany("companyHandle", handle)
    return role


def _roles_held(tx: Tx, caller: Caller, now_ms: int) -> set[str]:
    """Every role of the caller in any company in force."""
    if caller.account.ips_admin:
        return {IPS_ADMIN}
    return {role for company, role in caller.roles.items() if companies.in_force(tx, company, now_ms)}
