"""getGroupMembership: the groups one user, by default the caller, is in."""

from safelight.contract.shapes import GetGroupMembershipParam, GetGroupMembershipReturn
from safelight.operations import operation
from safelight.operations.groups_and_permissions import groups_to_wire
from safelight.services import group_memberships
from safelight.services.context import Context


@operation("getGroupMembership", reads=True)
def get_group_membership(ctx: Context, param: GetGroupMembershipParam) -> GetGroupMembershipReturn:
    company = ctx.company(param.company_handle) if param.company_handle else None
    found = group_memberships.seen(ctx.tx, ctx.caller, param.user_handle or None, company, ctx.now_ms)
    return GetGroupMembershipReturn(group_array=groups_to_wire(found))
