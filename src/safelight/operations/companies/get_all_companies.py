"""getAllCompanies: every company, by name."""

from safelight.contract.shapes import GetAllCompaniesParam, GetAllCompaniesReturn
from safelight.operations import operation
from safelight.operations.companies import company_info
from safelight.services import companies
from safelight.services.context import Context


@operation("getAllCompanies", reads=True)
def get_all_companies(ctx: Context, param: GetAllCompaniesParam) -> GetAllCompaniesReturn:
    found = companies.every(ctx.tx, ctx.now_ms, expired=param.include_expired)
    return GetAllCompaniesReturn(company_array=tuple(map(company_info, found)))
