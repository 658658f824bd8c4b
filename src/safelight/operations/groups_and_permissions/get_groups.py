"""getGroups: the groups of a company, by name."""

from safelight.contract.shapes import GetGroupsParam, GetGroupsReturn
from safelight.operations import operation
from safelight.operations.groups_and_permissions import groups_to_wire
from safelight.services import groups
from safelight.services.context import Context


@operation("getGroups", reads=True)
def get_groups(ctx: Context, param: GetGroupsParam) -> GetGroupsReturn:
    return GetGroupsReturn(group_array=groups_to_wire(groups.listed(ctx.tx, ctx.company(param.company_handle))))
