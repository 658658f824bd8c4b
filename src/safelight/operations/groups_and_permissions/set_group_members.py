"""setGroupMembers: have exactly these users in a group."""

from safelight.contract.shapes import SetGroupMembersParam, SetGroupMembersReturn
from safelight.operations import operation
from safelight.services import group_members, groups
from safelight.services.context import Context


@operation("setGroupMembers")
def set_group_members(ctx: Context, param: SetGroupMembersParam) -> SetGroupMembersReturn:
    group = groups.by_handle(ctx.tx, ctx.company(param.company_handle), param.group_handle)
    group_members.replace(ctx.tx, group, group_members.in_array(param.user_handle_array))
    return SetGroupMembersReturn()
