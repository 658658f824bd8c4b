"""getCompanyMembers: who is in a company, by name.

Versions that know no memberships (until 2010-01-31) get the users alone, and those whose membership is active.
"""

from safelight.contract.shapes import CompanyMember, GetCompanyMembersParam, GetCompanyMembersReturn
from safelight.operations import operation
from safelight.operations.users import user_to_wire
from safelight.services import memberships
from safelight.services.context import Context


@operation("getCompanyMembers", reads=True)
def get_company_members(ctx: Context, param: GetCompanyMembersParam) -> GetCompanyMembersReturn:
    company = ctx.company(param.company_handle)
    found = memberships.of_company(
        ctx.tx, company, invalid=param.include_invalid, inactive=bool(param.include_inactive)
    )
    members = tuple(
        CompanyMember(user=user_to_wire(each.account, each.default_role), role=entry.role, is_active=entry.active)
        for each, entry in found
    )
    return GetCompanyMembersReturn(member_array=members, user_array=tuple(member.user for member in members))
