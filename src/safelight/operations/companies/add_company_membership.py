"""addCompanyMembership: make a user, by default the caller, a member of companies."""

from safelight.contract.shapes import AddCompanyMembershipParam, AddCompanyMembershipReturn
from safelight.operations import operation
from safelight.operations.companies import entries_of
from safelight.services import accounts, memberships
from safelight.services.context import Context


@operation("addCompanyMembership")
def add_company_membership(ctx: Context, param: AddCompanyMembershipParam) -> AddCompanyMembershipReturn:
    account = accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, None)
    entries = entries_of(ctx, account, param)
    memberships.add(ctx.tx, ctx.caller, account, entries, ctx.operation)
    return AddCompanyMembershipReturn()
