"""addGroupMembership: put one user, by default the caller, into groups."""

from safelight.contract.shapes import AddGroupMembershipParam, AddGroupMembershipReturn
from safelight.operations import operation
from safelight.services import accounts, group_memberships
from safelight.services.context import Context


@operation("addGroupMembership")
def add_group_membership(ctx: Context, param: AddGroupMembershipParam) -> AddGroupMembershipReturn:
    chosen = group_memberships.named(ctx.tx, ctx.caller, param.group_handle_array, ctx.operation, ctx.now_ms)
    group_memberships.enter(ctx.tx, accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, None), chosen)
    return AddGroupMembershipReturn()
