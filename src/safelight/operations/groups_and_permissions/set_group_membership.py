"""setGroupMembership: have one user, by default the caller, in exactly these groups."""

from safelight.contract.shapes import SetGroupMembershipParam, SetGroupMembershipReturn
from safelight.operations import operation
from safelight.services import accounts, group_memberships
from safelight.services.context import Context


@operation("setGroupMembership")
def set_group_membership(ctx: Context, param: SetGroupMembershipParam) -> SetGroupMembershipReturn:
    company = ctx.company(param.company_handle) if param.company_handle else None
    account = accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, None)
    chosen = group_memberships.named(ctx.tx, ctx.caller, param.group_handle_array, ctx.operation, ctx.now_ms)
    group_memberships.choose(ctx.tx, ctx.caller, account, chosen, company, ctx.now_ms)
    return SetGroupMembershipReturn()
