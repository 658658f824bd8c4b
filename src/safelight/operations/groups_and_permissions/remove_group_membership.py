"""removeGroupMembership: take one user, by default the caller, out of groups."""

from safelight.contract.shapes import RemoveGroupMembershipParam, RemoveGroupMembershipReturn
from safelight.operations import operation
from safelight.services import accounts, group_memberships
from safelight.services.context import Context


@operation("removeGroupMembership")
def remove_group_membership(ctx: Context, param: RemoveGroupMembershipParam) -> RemoveGroupMembershipReturn:
    chosen = group_memberships.named(ctx.tx, ctx.caller, param.group_handle_array, ctx.operation, ctx.now_ms)
    group_memberships.leave(ctx.tx, accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, None), chosen)
    return RemoveGroupMembershipReturn()
