"""getGroupMembers: handles of the users in a group."""

from safelight.contract.shapes import GetGroupMembersParam, GetGroupMembersReturn
from safelight.operations import operation
from safelight.services import group_members, groups
from safelight.services.context import Context


@operation("getGroupMembers", reads=True)
def get_group_members(ctx: Context, param: GetGroupMembersParam) -> GetGroupMembersReturn:
    group = groups.by_handle(ctx.tx, ctx.company(param.company_handle), param.group_handle)
    return GetGroupMembersReturn(user_handle_array=tuple(group_members.members(ctx.tx, group)))
