"""Who may make whom: new users with their memberships, and what the founder of a company becomes in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from safelight.domain import handles, roles
from safelight.domain.faults import InvalidParameter, OperationNotPermitted, ValueNotPermitted
from safelight.domain.people import IPS_ADMIN, Account, Caller, Company, Membership
from safelight.services import accounts
from safelight.services.passwords import Passwords
from safelight.store.database import Tx

# The roles an administrator of a company may give there. Assumed: the reference says who may call addUser only.
GRANTS: Mapping[str, frozenset[str]] = {
    roles.IPS_COMPANY_ADMIN: roles.IN_A_COMPANY,
    roles.TRIAL_SITE_ADMIN: roles.TRIAL_SITE,
    roles.IMAGE_PORTAL_ADMIN: roles.IMAGE_PORTAL,
}

# The roles below IpsAdmin that may call addCompany.
FOUNDERS = (roles.TRIAL_SITE_ADMIN, roles.IMAGE_PORTAL_ADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A user to be. An IpsAdmin may be given the role IpsAdmin in a company too: it is kept as IpsCompanyAdmin."""

    email: str
    first_name: str
    last_name: str
    password: str = field(repr=False)
    password_expires_ms: int | None
    valid: bool
    ips_admin: bool
    default_role: str | None
    memberships: Sequence[Membership]


def enrol(tx: Tx, passwords: Passwords, caller: Caller, newcomer: Newcomer, now_ms: int) -> Account:
    """Make the account and its memberships, if the caller may.

    raises: InvalidParameter for a role or email that is none or a company named twice; WeakPassword; NameTaken;
            ValueNotPermitted, OperationNotPermitted for what is beyond the caller
    """
    memberships = fitting(newcomer.memberships, ips_admin=newcomer.ips_admin)
    if newcomer.default_role is not None and newcomer.default_role not in roles.ROLES:
        raise InvalidParameter("defaultRole", newcomer.default_role, "one of " + ", ".join(sorted(roles.ROLES)))
    if not caller.account.ips_admin:
        _refuse_beyond(caller, newcomer, memberships)
    account = accounts.create(
        tx,
        passwords,
        newcomer.email,
        newcomer.first_name,
        newcomer.last_name,
        newcomer.password,
        password_expires_ms=newcomer.password_expires_ms,
        valid=newcomer.valid,
        ips_admin=newcomer.ips_admin,
        now_ms=now_ms,
        default_role=newcomer.default_role,
    )
    for entry in memberships:
        accounts.join(tx, account.id, entry.company_id, entry.role, active=entry.active)
    return account


def found(tx: Tx, caller: Caller, company: Company) -> None:
    """Make who founded a company a member of it, in the role that let them; an IpsAdmin needs none. Assumed."""
    if caller.account.ips_admin:
        return
    held = set(caller.roles.values())
    for role in FOUNDERS:
        if role in held:
            accounts.join(tx, caller.account.id, company.id, role, active=True)
            return


def fitting(memberships: Iterable[Membership], *, ips_admin: bool) -> list[Membership]:
    """Memberships to be, of an IpsAdmin or of somebody else.

    raises: InvalidParameter for a role that is none or a company named twice
    """
    fit = [_fit(entry, ips_admin=ips_admin) for entry in memberships]
    _refuse_repetition(fit)
    return fit


def refuse_ungrantable(caller: Caller, operation: str, entry: Membership) -> None:
    """Refuse what the caller may not give, nor take, in the company of the membership, of which it is a member.

    raises: OperationNotPermitted for who administers nothing there, ValueNotPermitted for a role beyond the caller
    """
    if caller.account.ips_admin:
        return
    held = caller.roles[entry.company_id]
    if held not in GRANTS:
        raise OperationNotPermitted(operation, held)
    if entry.role not in GRANTS[held]:
        raise ValueNotPermitted("role", entry.role, ", ".join(sorted(GRANTS[held])))


def _fit(entry: Membership, *, ips_admin: bool) -> Membership:
    if entry.role == IPS_ADMIN and ips_admin:
        return Membership(entry.company_id, roles.IPS_COMPANY_ADMIN, entry.active)
    if entry.role not in roles.IN_A_COMPANY:
        raise InvalidParameter("role", entry.role, "one of " + ", ".join(sorted(roles.IN_A_COMPANY)))
    return entry


def _refuse_repetition(memberships: Sequence[Membership]) -> None:
    seen: set[int] = set()
    for entry in memberships:
        if entry.company_id in seen:
            handle = handles.company_handle(entry.company_id)
            raise InvalidParameter("membershipArray", handle, "each company once")
        seen.add(entry.company_id)


def _refuse_beyond(caller: Caller, newcomer: Newcomer, memberships: Sequence[Membership]) -> None:
    if newcomer.ips_admin:
        raise ValueNotPermitted("isIpsAdmin", newcomer.ips_admin, "false")
    if not memberships:
        raise ValueNotPermitted("membershipArray", "no company", "companies it administers")
    for entry in memberships:
        refuse_ungrantable(caller, "addUser", entry)
