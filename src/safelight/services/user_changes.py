"""Changing what is known of a user, and what it is over all companies."""

from collections.abc import Mapping
from dataclasses import dataclass

from safelight.domain import handles, roles
from safelight.domain.faults import (
    InvalidParameter,
    LastAdministrator,
    UnknownUserHandle,
    UserOutOfReach,
    ValueNotPermitted,
)
from safelight.domain.people import IPS_ADMIN, Account, Caller, Membership
from safelight.services import accounts, enrolment, memberships, reach
from safelight.services.enrolment import GRANTS
from safelight.store import accounts as rows
from safelight.store import companies as company_rows
from safelight.store import memberships as membership_rows
from safelight.store.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a user is to be.

    password_expires_ms: UTC; None leaves it (assumed)
    ips_admin:           None leaves it
    role:                of versions that have one: where it differs from the one shown, it becomes that of every
                         membership the caller administers; None leaves them
    """

    email: str
    first_name: str
    last_name: str
    password_expires_ms: int | None
    valid: bool
    ips_admin: bool | None
    role: str | None


def reachable(tx: Tx, caller: Caller, handle: str | None, now_ms: int) -> Account:
    """The account a caller may change: its own, for an IpsAdmin anybody's, else that of a member it administers.

    raises: UnknownUserHandle for who is out of sight; UserOutOfReach for an IpsAdmin, and for who is in no company
            where the caller could have given it its role
    """
    account_id = caller.account.id if handle is None else handles.user_id("userHandle", handle)
    if account_id == caller.account.id:
        return caller.account
    if caller.account.ips_admin:
        found = accounts.by_id(tx, account_id)
        if found is None:
            raise UnknownUserHandle("userHandle", handle)
        return found
    account = accounts.visible(tx, caller, handle, None)
    known = reach.of_administrator(tx, caller, GRANTS, now_ms) or frozenset()
    common = [entry for entry in accounts.memberships(tx, account) if entry.company_id in known]
    if account.ips_admin or not any(entry.role in GRANTS[caller.roles[entry.company_id]] for entry in common):
        raise UserOutOfReach("userHandle", handle)
    return account


def apply(tx: Tx, caller: Caller, account: Account, changes: Changes, operation: str, now_ms: int) -> None:
    """Make a user what the changes say.

    raises: InvalidParameter for a role or an email that is none; NameTaken; ValueNotPermitted for what only an IpsAdmin
            may say, and for switching oneself off; LastAdministrator
    """
    if changes.role is not None and changes.role not in roles.ROLES:
        raise InvalidParameter("role", changes.role, "one of " + ", ".join(sorted(roles.ROLES)))
    if account.id == caller.account.id and not changes.valid:
        raise ValueNotPermitted("isValid", "false", "true for itself")
    held = accounts.memberships(tx, account)
    company_rows.lock(tx, [entry.company_id for entry in held])
    ips_admin = _ips_admin(tx, caller, account, changes)
    before = accounts.default_role(tx, account)
    values: dict[str, object] = {
        "first_name": changes.first_name,
        "last_name": changes.last_name,
        "valid": changes.valid,
        "ips_admin": ips_admin,
        **_default_role(account, changes, before, ips_admin=ips_admin),
    }
    if changes.password_expires_ms is not None:
        values["password_expires_ms"] = changes.password_expires_ms
    accounts.change(tx, account, changes.email, values)
    if changes.role not in {None, before, IPS_ADMIN}:
        _give_everywhere(tx, caller, account, changes.role or "", operation, now_ms)
    if account.valid:
        memberships.refuse_orphaned(tx, caller, [e.company_id for e in held if e.active and e.role in GRANTS])


def _ips_admin(tx: Tx, caller: Caller, account: Account, changes: Changes) -> bool:
    """Whether the user is an IpsAdmin now. Raises ValueNotPermitted, LastAdministrator."""
    wanted = changes.ips_admin if changes.role is None else changes.role == IPS_ADMIN
    if wanted is None or wanted == account.ips_admin:
        return account.ips_admin
    if not caller.account.ips_admin:
        raise ValueNotPermitted("isIpsAdmin", wanted, str(account.ips_admin).lower())
    if not wanted and not rows.lock_ips_admins(tx) - {account.id}:
        raise LastAdministrator("this server")
    return wanted


def _default_role(account: Account, changes: Changes, before: str, *, ips_admin: bool) -> Mapping[str, str | None]:
    """What to keep as the one role of versions that have one."""
    if changes.role not in {None, before}:
        return {"default_role": changes.role}
    return {"default_role": None} if account.default_role == IPS_ADMIN and not ips_admin else {}


def _give_everywhere(tx: Tx, caller: Caller, account: Account, role: str, operation: str, now_ms: int) -> None:
    """Source: IPS API reference, setUserInfo, defaultRole."""
    scope = reach.of_administrator(tx, caller, GRANTS, now_ms)
    for entry in accounts.memberships(tx, account):
        if scope is None or entry.company_id in scope:
            new = Membership(entry.company_id, role, entry.active)
            for each in (entry, new):
                enrolment.refuse_ungrantable(caller, operation, each)
            membership_rows.put(tx, account.id, new)
