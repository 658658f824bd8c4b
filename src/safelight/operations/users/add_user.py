"""addUser: make a user and its memberships.

The three forms: isIpsAdmin and membershipArray (2014-04-03); defaultRole and membershipArray (from 2012-02-14);
role and companyHandleArray (before).
"""

from safelight.contract.shapes import AddUserParam, AddUserReturn
from safelight.domain.moments import moment_ms
from safelight.domain.people import IPS_ADMIN, Membership
from safelight.operations import operation
from safelight.services import enrolment
from safelight.services.context import Context
from safelight.services.enrolment import Newcomer


@operation("addUser")
def add_user(ctx: Context, param: AddUserParam) -> AddUserReturn:
    expires = param.password_expires
    default_role = param.default_role or param.role
    newcomer = Newcomer(
        email=param.email,
        first_name=param.first_name,
        last_name=param.last_name,
        password=param.password,
        password_expires_ms=None if expires is None else moment_ms(expires),
        valid=param.is_valid,
        ips_admin=bool(param.is_ips_admin) or default_role == IPS_ADMIN,
        default_role=default_role,
        memberships=_memberships(ctx, param, default_role),
    )
    account = enrolment.enrol(ctx.tx, ctx.parts.passwords, ctx.caller, newcomer, ctx.now_ms)
    return AddUserReturn(user_handle=account.handle)


def _memberships(ctx: Context, param: AddUserParam, role: str | None) -> tuple[Membership, ...]:
    if param.membership_array is None:
        companies = [ctx.company(handle, "companyHandleArray") for handle in param.company_handle_array or ()]
        return tuple(Membership(company.id, role or "", active=True) for company in companies)
    return tuple(
        Membership(ctx.company(entry.company_handle, "membershipArray").id, entry.role, entry.is_active)
        for entry in param.membership_array
    )
