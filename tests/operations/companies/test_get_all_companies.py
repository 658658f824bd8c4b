"""getAllCompanies."""

import secrets

import pytest

from harness import Refused
from made_assets import in_shared_company


def names(server, **values):
    return [company.name for company in server.call("getAllCompanies", **values).companyArray]


@pytest.mark.documented
def test_all_companies_by_name_and_those_whose_time_is_over_on_demand(server):
    admin = server.as_ips_admin()
    mark = secrets.token_hex(4)
    for name, expires in (("B", "2090-01-01T00:00:00+00:00"), ("A", None), ("C", "2020-01-01T00:00:00+00:00")):
        admin.call("addCompany", companyName=f"{mark} {name}", expires=expires)
    listed = [name for name in names(admin, includeExpired=False) if name.startswith(mark)]
    assert listed == [f"{mark} A", f"{mark} B"]
    listed = [name for name in names(admin, includeExpired=True) if name.startswith(mark)]
    assert listed == [f"{mark} A", f"{mark} B", f"{mark} C"]


@pytest.mark.documented
def test_a_company_is_told_as_by_its_handle(server):
    found = server.as_ips_admin().call("getAllCompanies", includeExpired=False).companyArray
    (own,) = [company for company in found if company.companyHandle == server.company]
    assert own == server.call("getCompanyInfo", companyHandle=server.company).companyInfo


def test_the_shared_company_is_nobody_s(server):
    shared = in_shared_company(server).company
    found = server.as_ips_admin().call("getAllCompanies", includeExpired=True).companyArray
    assert shared not in [company.companyHandle for company in found]


@pytest.mark.documented
def test_only_an_ips_admin_may(server):
    with pytest.raises(Refused) as refused:
        server.call("getAllCompanies", includeExpired=False)
    assert refused.value.code == 20003
