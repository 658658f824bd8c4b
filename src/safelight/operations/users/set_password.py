"""setPassword: change the caller's own password, or as an IpsAdmin that of anybody."""

from safelight.contract.shapes import SetPasswordParam, SetPasswordReturn
from safelight.domain.moments import moment_ms
from safelight.operations import operation
from safelight.services import accounts
from safelight.services.context import Context


@operation("setPassword")
def set_password(ctx: Context, param: SetPasswordParam) -> SetPasswordReturn:
    account = accounts.commanded(ctx.tx, ctx.caller, param.user_handle or None)
    expires_ms = None if param.password_expires is None else moment_ms(param.password_expires)
    accounts.set_password(ctx.tx, ctx.parts.passwords, account, param.password, expires_ms)
    return SetPasswordReturn()
