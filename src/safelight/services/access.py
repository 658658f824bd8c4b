"""In whose name folders, assets and properties are seen and changed.

Source: IPS API reference, Operations methods, accessUserHandle and accessGroupHandle.
"""

from safelight.domain import handles, roles
from safelight.domain.faults import ImpersonationNotPermitted, UnknownUserHandle, UserOutOfReach
from safelight.domain.people import Account, Caller, Company
from safelight.domain.permissions import UNBOUND, Access
from safelight.services import accounts, groups
from safelight.services.context import Context
from safelight.store.database import Tx


def own(tx: Tx, caller: Caller, company_id: int) -> Access:
    """That of the caller: of their groups in the company, where their role there is bound by permissions."""
    if caller.role_in(company_id) not in roles.BOUND:
        return UNBOUND
    return Access((groups.groups_of(tx, company_id, caller.account.id),))


def of_worker(tx: Tx, user: str, company_id: int) -> Access:
    """That of the user a job works for, also where they are no active member any more; a process of ours is unbound."""
    account = accounts.by_email(tx, user)
    if account is None or account.ips_admin:
        return UNBOUND
    held = {entry.company_id: entry.role for entry in accounts.memberships(tx, account)}
    if held.get(company_id) not in roles.BOUND:
        return UNBOUND
    return Access((groups.groups_of(tx, company_id, account.id),))


def acting(ctx: Context, company: Company, user_handle: str | None, group_handle: str | None) -> Access:
    """That of the user named, else of the caller, and with a group named of that group too.

    raises: ImpersonationNotPermitted for another user by who is no administrator of the company, and for a group by
            who is bound by permissions and not in it (assumed); UnknownUserHandle, UserOutOfReach for a user who is no
            active member of the company; ForeignCompany, InvalidParameter for a group that is not the company's
    """
    tx, caller = ctx.tx, ctx.caller
    if user_handle and handles.user_id("accessUserHandle", user_handle) != caller.account.id:
        caller = _other(ctx, company, user_handle)
    access = own(tx, caller, company.id)
    if not group_handle:
        return access
    group = groups.by_handle(tx, company, group_handle, "accessGroupHandle")
    if any(group.id not in party for party in own(tx, ctx.caller, company.id).parties):
        raise ImpersonationNotPermitted("accessGroupHandle")
    return Access((*access.parties, frozenset({group.id})))


def _other(ctx: Context, company: Company, handle: str) -> Caller:
    field = "accessUserHandle"
    if ctx.caller.role_in(company.id) not in roles.ADMINISTRATORS:
        raise ImpersonationNotPermitted(field)
    account: Account | None = accounts.by_id(ctx.tx, handles.user_id(field, handle))
    if account is None:
        raise UnknownUserHandle(field, handle)
    other = accounts.caller(ctx.tx, account)
    if other.role_in(company.id) is None:
        raise UserOutOfReach(field, handle)
    return other
