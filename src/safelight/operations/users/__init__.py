"""Users on the wire."""

from safelight.contract.shapes import GetUserCharsParam, GetUsersParam, User
from safelight.domain.bounds import MOST_COMPANIES, at_most
from safelight.domain.moments import moment
from safelight.domain.people import Account
from safelight.domain.users import UserFilter
from safelight.services import group_memberships, users
from safelight.services.context import Context


def user_to_wire(account: Account, role: str) -> User:
    """role: the one of versions that know no memberships"""
    expires_ms = account.password_expires_ms
    return User(
        user_handle=account.handle,
        first_name=account.first_name,
        last_name=account.last_name,
        email=account.email,
        default_role=role,
        role=role,
        is_valid=account.valid,
        is_ips_admin=account.ips_admin,
        password_expires=None if expires_ms is None else moment(expires_ms),
    )


def filter_of(ctx: Context, param: GetUsersParam | GetUserCharsParam) -> UserFilter:
    """What both operations ask for in the same words. Raises as `users.filter_for`, and for handles of nothing."""
    company_handles = param.company_handle_array or ()
    at_most("companyHandleArray", company_handles, MOST_COMPANIES)
    chosen = tuple(ctx.company(handle, "companyHandleArray") for handle in company_handles)
    group_handles = param.group_handle_array or ()
    return users.filter_for(
        ctx.tx,
        ctx.caller,
        chosen=chosen,
        groups=group_memberships.named(ctx.tx, ctx.caller, group_handles, ctx.operation, ctx.now_ms),
        roles=param.user_role_array,
        invalid=param.include_invalid,
        inactive=param.include_inactive,
        operation=ctx.operation,
        now_ms=ctx.now_ms,
    )
