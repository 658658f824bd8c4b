"""Companies and memberships on the wire."""

from collections.abc import Sequence

from safelight.contract import shapes
from safelight.domain.bounds import MOST_COMPANIES, at_most
from safelight.domain.faults import MissingParameter
from safelight.domain.moments import moment
from safelight.domain.people import Account, Company, Membership
from safelight.services import memberships
from safelight.services.context import Context


def company_info(company: Company) -> shapes.Company:
    return shapes.Company(
        company_handle=company.handle,
        name=company.name,
        root_path=company.root_path,
        expires=moment(company.expires_ms),
        ims_org_id=company.ims_org_id,
    )


def companies_named(ctx: Context, company_handles: Sequence[str]) -> list[Company]:
    """Raises as `Context.company`, and InvalidParameter for too many."""
    at_most("companyHandleArray", company_handles, MOST_COMPANIES)
    return [ctx.company(handle, "companyHandleArray") for handle in company_handles]


def entries_of(
    ctx: Context, account: Account, param: shapes.AddCompanyMembershipParam | shapes.SetCompanyMembershipParam
) -> list[Membership]:
    """The memberships named, of the array with roles, or of companies alone (until 2010-01-31)."""
    if param.membership_array is None:
        if param.company_handle_array is None:
            raise MissingParameter("companyHandleArray", "the companies")
        chosen = companies_named(ctx, param.company_handle_array)
        return memberships.plain(ctx.tx, account, chosen)
    at_most("membershipArray", param.membership_array, MOST_COMPANIES)
    return [
        Membership(ctx.company(entry.company_handle, "membershipArray").id, entry.role, entry.is_active)
        for entry in param.membership_array
    ]
