"""getAllUsers: every user the caller administers; for an IpsAdmin, all there are."""

from safelight.contract.shapes import GetAllUsersParam, GetAllUsersReturn
from safelight.operations import operation
from safelight.operations.users import user_to_wire
from safelight.services import users
from safelight.services.context import Context


@operation("getAllUsers", reads=True)
def get_all_users(ctx: Context, param: GetAllUsersParam) -> GetAllUsersReturn:
    found = users.everybody(ctx.tx, ctx.caller, invalid=param.include_invalid, now_ms=ctx.now_ms)
    return GetAllUsersReturn(user_array=tuple(user_to_wire(each.account, each.default_role) for each in found))
