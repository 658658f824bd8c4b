"""checkLogin: whether an email and a password would let somebody in; a wrong one is an answer, not a fault."""

from safelight.contract.shapes import CheckLoginParam, CheckLoginReturn
from safelight.operations import operation
from safelight.services import authorisation
from safelight.services.authorisation import Credentials
from safelight.services.context import Context


@operation("checkLogin", reads=True)
def check_login(ctx: Context, param: CheckLoginParam) -> CheckLoginReturn:
    company = ctx.company(param.company_handle) if param.company_handle else None
    subject = Credentials(param.email, param.password)
    valid = authorisation.would_let_in(ctx.tx, ctx.parts.passwords, subject, company, ctx.now_ms)
    return CheckLoginReturn(status="ValidLogin" if valid else "InvalidLogin")
