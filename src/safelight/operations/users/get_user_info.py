"""getUserInfo: one user by handle or email, else the caller."""

from safelight.contract.shapes import GetUserInfoParam, GetUserInfoReturn
from safelight.operations import operation
from safelight.operations.users import user_to_wire
from safelight.services import accounts
from safelight.services.context import Context


@operation("getUserInfo", reads=True)
def get_user_info(ctx: Context, param: GetUserInfoParam) -> GetUserInfoReturn:
    account = accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, param.email or None)
    return GetUserInfoReturn(user_info=user_to_wire(account, accounts.default_role(ctx.tx, account)))
