"""Who property sets may belong to, and who reaches whose.

Assumed, since the reference names roles only: a user's are seen and changed by the user and by administrators of a
company the user is in, a company's are seen by its members.
"""

from safelight.domain import handles, roles
from safelight.domain.faults import (
    ForeignCompany,
    InvalidParameter,
    MissingParameter,
    OperationNotPermitted,
    UnknownUserHandle,
    UserOutOfReach,
)
from safelight.domain.property_sets import OF_COMPANY, OF_USER, Owner, PropertySetType
from safelight.services import accounts
from safelight.services.context import Context


def named(ctx: Context, kind: PropertySetType, primary: str, secondary: str | None) -> Owner:
    """Whose a set of the type is: a user, a company, or a user first and a company second (assumed).

    raises: InvalidParameter for a secondary owner that the type has not, MissingParameter for one that it has;
            ForeignCompany, UnknownCompany; and as `check_reach`
    """
    if kind.property_type in {OF_USER, OF_COMPANY} and secondary:
        raise InvalidParameter("secondaryOwnerHandle", secondary, f"none for a type of {kind.property_type}")
    if kind.property_type == OF_COMPANY:
        return Owner(None, _company(ctx, kind, "primaryOwnerHandle", primary))
    account_id = handles.user_id("primaryOwnerHandle", primary)
    if kind.property_type == OF_USER:
        check_reach(ctx, "primaryOwnerHandle", primary, account_id, kind.company_id)
        return Owner(account_id, None)
    if not secondary:
        raise MissingParameter("secondaryOwnerHandle", "the company in which the user has the properties")
    company_id = _company(ctx, kind, "secondaryOwnerHandle", secondary)
    check_reach(ctx, "primaryOwnerHandle", primary, account_id, company_id)
    return Owner(account_id, company_id)


def check_reach(ctx: Context, field: str, handle: str, account_id: int, company_id: int | None) -> None:
    """Refuse a user who is not the caller, and in no company that the caller administers.

    company_id: where the user must be a member, and whoever else calls an administrator; None = in any company
    raises:     UnknownUserHandle, UserOutOfReach
    """
    account = accounts.by_id(ctx.tx, account_id)
    if account is None:
        raise UnknownUserHandle(field, handle)
    held = {entry.company_id for entry in accounts.memberships(ctx.tx, account)}
    shared = held if company_id is None else held & {company_id}
    own = account_id == ctx.caller.account.id and (company_id is None or bool(shared))
    administered = any(ctx.caller.role_in(each) in roles.ADMINISTRATORS for each in shared)
    if not own and not administered and not ctx.caller.account.ips_admin:
        raise UserOutOfReach(field, handle)


def check_member(ctx: Context, field: str, handle: str, company_id: int | None) -> None:
    """Refuse what belongs to a company that the caller may not act in; a handle of what belongs to none passes.

    raises: UnknownCompany, ForeignCompany naming the handle that came
    """
    if company_id is None:
        return
    if ctx.caller.role_in(company_id) is None:
        raise ForeignCompany(field, handle)
    ctx.company(handles.company_handle(company_id), field)


def check_administrator(ctx: Context, company_id: int | None) -> None:
    """Raises OperationNotPermitted for who does not administer the company; nobody for None."""
    role = None if company_id is None else ctx.caller.role_in(company_id) or "none"
    if role is not None and role not in roles.ADMINISTRATORS:
        raise OperationNotPermitted(ctx.operation, role)


def _company(ctx: Context, kind: PropertySetType, field: str, handle: str) -> int:
    company = ctx.company(handle, field)
    if kind.company_id not in {None, company.id}:
        raise InvalidParameter(field, handle, "the company of the property set type")
    return company.id
