"""Companies on the wire."""

from safelight.contract import shapes
from safelight.domain.moments import moment
from safelight.domain.people import Company


def company_info(company: Company) -> shapes.Company:
    return shapes.Company(
        company_handle=company.handle,
        name=company.name,
        root_path=company.root_path,
        expires=moment(company.expires_ms),
        ims_org_id=company.ims_org_id,
    )
