"""removeCompanyMembership: take a user, by default the caller, out of companies and of their groups."""

from safelight.contract.shapes import RemoveCompanyMembershipParam, RemoveCompanyMembershipReturn
from safelight.operations import operation
from safelight.operations.companies import companies_named
from safelight.services import accounts, memberships
from safelight.services.context import Context


@operation("removeCompanyMembership")
def remove_company_membership(ctx: Context, param: RemoveCompanyMembershipParam) -> RemoveCompanyMembershipReturn:
    account = accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, None)
    chosen = [company.id for company in companies_named(ctx, param.company_handle_array)]
    memberships.remove(ctx.tx, ctx.caller, account, chosen, ctx.operation)
    return RemoveCompanyMembershipReturn()
