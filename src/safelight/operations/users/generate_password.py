"""generatePassword: a new strong password, which is nobody's until it is set."""

from safelight.contract.shapes import GeneratePasswordParam, GeneratePasswordReturn
from safelight.operations import operation
from safelight.services import new_passwords
from safelight.services.context import Context


@operation("generatePassword", reads=True)
def generate_password(ctx: Context, _param: GeneratePasswordParam) -> GeneratePasswordReturn:
    return GeneratePasswordReturn(password=new_passwords.hand_out(ctx.parts.settings, ctx.caller, ctx.locale))
