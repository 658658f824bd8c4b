"""setUserInfo: change what is known of a user, by default the caller.

The three forms: isIpsAdmin (2014-04-03); defaultRole (from 2012-02-14); role (before).
"""

from safelight.contract.shapes import SetUserInfoParam, SetUserInfoReturn
from safelight.domain.moments import moment_ms
from safelight.operations import operation
from safelight.services import user_changes
from safelight.services.context import Context
from safelight.services.user_changes import Changes


@operation("setUserInfo")
def set_user_info(ctx: Context, param: SetUserInfoParam) -> SetUserInfoReturn:
    account = user_changes.reachable(ctx.tx, ctx.caller, param.user_handle or None, ctx.now_ms)
    changes = Changes(
        email=param.email,
        first_name=param.first_name,
        last_name=param.last_name,
        password_expires_ms=None if param.password_expires is None else moment_ms(param.password_expires),
        valid=param.is_valid,
        ips_admin=param.is_ips_admin,
        role=param.default_role or param.role,
    )
    user_changes.apply(ctx.tx, ctx.caller, account, changes, ctx.operation, ctx.now_ms)
    return SetUserInfoReturn()
