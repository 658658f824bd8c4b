"""getUserInfo: one user by handle or email, else the caller."""

from safelight.contract.shapes import GetUserInfoParam, GetUserInfoReturn, User
from safelight.domain.moments import moment
from safelight.operations import operation
from safelight.services import accounts
from safelight.services.context import Context


@operation("getUserInfo", reads=True)
def get_user_info(ctx: Context, param: GetUserInfoParam) -> GetUserInfoReturn:
    account = accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, param.email or None)
    role = accounts.default_role(ctx.tx, account)
    expires_ms = account.password_expires_ms
    user = User(
        user_handle=account.handle,
        first_name=account.first_name,
        last_name=account.last_name,
        email=account.email,
        default_role=role,
        role=role,
        is_valid=account.valid,
        is_ips_admin=account.ips_admin,
        password_expires=None if expires_ms is None else moment(expires_ms),
    )
    return GetUserInfoReturn(user_info=user)
