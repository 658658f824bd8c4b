"""Accounts: who there is, what they are in which company, and their passwords."""

import re
from collections.abc import Mapping, Sequence

from safelight.domain import handles
from safelight.domain.faults import (
    InvalidParameter,
    NameTaken,
    UnknownUserHandle,
    UnknownUserName,
    UserOutOfReach,
)
from safelight.domain.people import Account, Caller, Membership
from safelight.services.passwords import Passwords, refuse_weak
from safelight.store import accounts as rows
from safelight.store import users
from safelight.store.database import Tx

_EMAIL = re.compile(r"[^\s@|]+@[^\s@|]+")
_EMAIL_MAX = 254


def by_id(tx: Tx, account_id: int) -> Account | None:
    return rows.by_id(tx, account_id)


def by_email(tx: Tx, email: str) -> Account | None:
    """The account of an email; upper and lower case are one."""
    return None if "\0" in email else rows.by_email_key(tx, _key(email))


def memberships(tx: Tx, account: Account) -> Sequence[Membership]:
    """All memberships, active or not, by company."""
    return rows.memberships(tx, account.id)


def caller(tx: Tx, account: Account) -> Caller:
    """The account with the roles it holds actively."""
    return _caller(account, rows.memberships(tx, account.id))


def caller_by_email(tx: Tx, email: str) -> Caller | None:
    """As `by_email` and `caller`, by one question."""
    found = None if "\0" in email else rows.with_memberships(tx, _key(email))
    return None if found is None else _caller(*found)


def visible(tx: Tx, caller: Caller, handle: str | None, email: str | None) -> Account:
    """The account a handle, an email, or both name; the caller's own where neither does.

    A caller sees itself and whoever is in a company with it, an IpsAdmin everybody; who is out of sight is refused
    like who does not exist (assumed).
    raises: UnknownUserHandle, UnknownUserName, InvalidParameter where the two name different users
    """
    if handle is None and email is None:
        return caller.account
    found = _seen(tx, caller, by_id(tx, handles.user_id("userHandle", handle))) if handle else None
    if handle and found is None:
        raise UnknownUserHandle("userHandle", handle)
    if email is None:
        assert found is not None
        return found
    named = _seen(tx, caller, by_email(tx, email))
    if named is None:
        raise UnknownUserName("email", email)
    if found is not None and found.id != named.id:
        raise InvalidParameter("email", email, "the email of the user the handle names, or none")
    return named


def commanded(tx: Tx, caller: Caller, handle: str | None) -> Account:
    """The account whose password the caller sets: its own, or for an IpsAdmin anybody's.

    raises: UserOutOfReach for the handle of another, UnknownUserHandle where an IpsAdmin names nobody
    """
    account_id = caller.account.id if handle is None else handles.user_id("userHandle", handle)
    if account_id == caller.account.id:
        return caller.account
    if not caller.account.ips_admin:
        raise UserOutOfReach("userHandle", handle)
    account = by_id(tx, account_id)
    if account is None:
        raise UnknownUserHandle("userHandle", handle)
    return account


def default_role(tx: Tx, account: Account) -> str:
    """The one role of versions that know no memberships, see `store.users`."""
    return users.default_role_of(tx, account.id)


def create(
    tx: Tx,
    passwords: Passwords,
    email: str,
    first_name: str,
    last_name: str,
    password: str,
    *,
    password_expires_ms: int | None,
    valid: bool,
    ips_admin: bool,
    now_ms: int,
    default_role: str | None = None,
) -> Account:
    """Make an account that is a member of no company yet (`join`).

    password_expires_ms: UTC; None means never
    raises: InvalidParameter for what is no email, WeakPassword, NameTaken for an email in use
    """
    refuse_weak(password)
    given = fit_email(email)
    if by_email(tx, given) is not None:
        raise NameTaken("email", given, "user")
    values = {
        "email": given,
        "first_name": first_name,
        "last_name": last_name,
        "password_hash": passwords.hash(password),
        "password_expires_ms": password_expires_ms,
        "valid": valid,
        "ips_admin": ips_admin,
        "created_ms": now_ms,
        "default_role": default_role,
    }
    account_id = rows.insert_account(tx, {**values, "email_key": _key(given)})
    account = None if account_id is None else rows.by_id(tx, account_id)
    if account is None:
        raise NameTaken("email", given, "user")
    return account


def join(tx: Tx, account_id: int, company_id: int, role: str, *, active: bool) -> None:
    """Make an account a member of a company where it is none yet."""
    rows.insert_membership(tx, account_id, Membership(company_id, role, active))


def set_password(tx: Tx, passwords: Passwords, account: Account, password: str, expires_ms: int | None) -> None:
    """Change a password; logins by the old one fail at once, in every process.

    expires_ms: UTC; None means never
    raises:     WeakPassword
    """
    refuse_weak(password)
    rows.set_password(tx, account.id, passwords.hash(password), expires_ms)


def change(tx: Tx, account: Account, email: str, values: Mapping[str, object]) -> None:
    """Change what is known of a user. Raises InvalidParameter for what is no email, NameTaken for one in use."""
    given = fit_email(email)
    if not rows.change(tx, account.id, {**values, "email": given, "email_key": _key(given)}):
        raise NameTaken("email", given, "user")


def may_log_in(account: Account, now_ms: int) -> bool:
    """Whether the account is switched on and its password not expired; says nothing of who knows the password."""
    expires_ms = account.password_expires_ms
    return account.valid and (expires_ms is None or expires_ms > now_ms)


def _seen(tx: Tx, caller: Caller, account: Account | None) -> Account | None:
    if account is None or caller.account.ips_admin or account.id == caller.account.id:
        return account
    companies = {entry.company_id for entry in memberships(tx, account)}
    return None if companies.isdisjoint(caller.roles) else account


def _caller(account: Account, held: Sequence[Membership]) -> Caller:
    return Caller(account, {entry.company_id: entry.role for entry in held if entry.active})


def _key(email: str) -> str:
    return email.strip().casefold()


def fit_email(email: str, field: str = "email") -> str:
    """Without blanks at its ends. Raises InvalidParameter for what is no email."""
    text = email.strip()
    if len(text) > _EMAIL_MAX or not _EMAIL.fullmatch(text):
        raise InvalidParameter(field, email, f"an email address of at most {_EMAIL_MAX} characters")
    return text
