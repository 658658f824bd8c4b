"""addCompany: make a company."""

from safelight.contract.shapes import AddCompanyParam, AddCompanyReturn
from safelight.domain.moments import moment_ms
from safelight.operations import operation
from safelight.operations.companies import company_info
from safelight.services import companies, enrolment
from safelight.services.context import Context


@operation("addCompany")
def add_company(ctx: Context, param: AddCompanyParam) -> AddCompanyReturn:
    far = companies.far_future_ms(ctx.parts.settings.zone)
    expires_ms = far if param.expires is None else moment_ms(param.expires)
    company = companies.create(ctx.tx, param.company_name, expires_ms, param.ims_org_id, ctx.now_ms)
    enrolment.found(ctx.tx, ctx.caller, company)
    return AddCompanyReturn(company_info=company_info(company))
