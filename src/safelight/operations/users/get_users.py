"""getUsers: users by company, group, role and the beginning of a name, in an order and in pages."""

from safelight.contract.shapes import GetUsersParam, GetUsersReturn
from safelight.operations import operation
from safelight.operations.users import filter_of, user_to_wire
from safelight.services import users
from safelight.services.context import Context


@operation("getUsers", reads=True)
def get_users(ctx: Context, param: GetUsersParam) -> GetUsersReturn:
    found = users.listed(
        ctx.tx,
        filter_of(ctx, param),
        char_field=param.char_filter_field,
        char_filter=param.char_filter,
        sort_by=param.sort_by,
        records_per_page=param.records_per_page,
        results_page=param.results_page,
    )
    return GetUsersReturn(user_array=tuple(user_to_wire(each.account, each.default_role) for each in found))
