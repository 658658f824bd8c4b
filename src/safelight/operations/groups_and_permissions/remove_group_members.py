"""removeGroupMembers: take users out of a group."""

from safelight.contract.shapes import RemoveGroupMembersParam, RemoveGroupMembersReturn
from safelight.operations import operation
from safelight.services import group_members, groups
from safelight.services.context import Context


@operation("removeGroupMembers")
def remove_group_members(ctx: Context, param: RemoveGroupMembersParam) -> RemoveGroupMembersReturn:
    group = groups.by_handle(ctx.tx, ctx.company(param.company_handle), param.group_handle)
    group_members.remove(ctx.tx, group, group_members.in_array(param.user_handle_array))
    return RemoveGroupMembersReturn()
