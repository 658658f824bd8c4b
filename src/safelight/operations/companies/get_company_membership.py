"""getCompanyMembership: what one user, by default the caller, is in which companies.

Versions that know no activation (until 2010-01-31) get the companies where the user is active.
"""

from safelight.contract.shapes import CompanyMembership, GetCompanyMembershipParam, GetCompanyMembershipReturn
from safelight.operations import operation
from safelight.operations.companies import company_info
from safelight.services import accounts, memberships
from safelight.services.context import Context


@operation("getCompanyMembership", reads=True)
def get_company_membership(ctx: Context, param: GetCompanyMembershipParam) -> GetCompanyMembershipReturn:
    account = accounts.visible(ctx.tx, ctx.caller, param.user_handle or None, None)
    found = tuple(
        CompanyMembership(company=company_info(company), role=entry.role, is_active=entry.active)
        for company, entry in memberships.seen(ctx.tx, ctx.caller, account, ctx.now_ms)
    )
    active = tuple(each.company for each in found if each.is_active)
    return GetCompanyMembershipReturn(membership_array=found, company_array=active)
