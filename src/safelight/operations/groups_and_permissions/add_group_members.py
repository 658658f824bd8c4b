"""addGroupMembers: put users into a group; who is in it stays."""

from safelight.contract.shapes import AddGroupMembersParam, AddGroupMembersReturn
from safelight.operations import operation
from safelight.services import group_members, groups
from safelight.services.context import Context


@operation("addGroupMembers")
def add_group_members(ctx: Context, param: AddGroupMembersParam) -> AddGroupMembersReturn:
    group = groups.by_handle(ctx.tx, ctx.company(param.company_handle), param.group_handle)
    group_members.add(ctx.tx, group, group_members.in_array(param.user_handle_array))
    return AddGroupMembersReturn()
