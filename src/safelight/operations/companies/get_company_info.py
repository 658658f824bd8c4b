"""getCompanyInfo: one company by its handle, its name or its organisation."""

from safelight.contract.shapes import GetCompanyInfoParam, GetCompanyInfoReturn
from safelight.operations import operation
from safelight.operations.companies import company_info
from safelight.services import companies
from safelight.services.context import Context


@operation("getCompanyInfo", reads=True)
def get_company_info(ctx: Context, param: GetCompanyInfoParam) -> GetCompanyInfoReturn:
    if param.company_handle is not None:
        company = ctx.company(param.company_handle)
    elif param.company_name is not None:
        company = companies.of_member_by_name(ctx.tx, ctx.caller, param.company_name, ctx.now_ms)
    else:
        company = companies.of_member_by_ims_org_id(ctx.tx, ctx.caller, param.ims_org_id or "", ctx.now_ms)
    return GetCompanyInfoReturn(company_info=company_info(company))
