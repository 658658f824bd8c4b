"""setCompanyMembership: have a user, by default the caller, in exactly these companies."""

from safelight.contract.shapes import SetCompanyMembershipParam, SetCompanyMembershipReturn
from safelight.operations import operation
from safelight.operations.companies import entries_of
from safelight.services import accounts, memberships
from safelight.services.context import Context


@operation("setCompanyMembership")
def set_company_membership(ctx: Context, param: SetCompanyMembershipParam) -> SetCompanyMembershipReturn:
    account = accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, None)
    entries = entries_of(ctx, account, param)
    memberships.replace(ctx.tx, ctx.caller, account, entries, ctx.operation, ctx.now_ms)
    return SetCompanyMembershipReturn()
