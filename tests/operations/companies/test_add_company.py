"""addCompany."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest

from harness import Refused

CENTRAL = "2030-06-01T12:00:00.250-05:00"


def fresh_name():
    return f"Planetary {secrets.token_hex(4)}"


@pytest.mark.documented
def test_the_new_company_is_described(server):
    name = fresh_name()
    info = server.as_ips_admin().call("addCompany", companyName=name).companyInfo
    assert info.name == name
    assert info.rootPath == name.replace(" ", "") + "/"
    assert info.companyHandle.startswith("c|")


def test_the_new_company_is_found_by_every_name_it_has(server):
    admin, organisation = server.as_ips_admin(), f"{secrets.token_hex(8)}@Org"
    info = admin.call("addCompany", companyName=fresh_name(), imsOrgId=organisation).companyInfo
    for known in ({"companyHandle": info.companyHandle}, {"companyName": info.name}, {"imsOrgId": organisation}):
        assert admin.call("getCompanyInfo", **known).companyInfo == info


@pytest.mark.recorded
def test_without_an_end_it_expires_in_the_far_future(server):
    info = server.as_ips_admin().call("addCompany", companyName=fresh_name()).companyInfo
    assert info.expires == datetime(2100, 12, 31, 23, tzinfo=UTC)


def test_an_end_is_the_same_moment_in_the_zone_of_the_server(server):
    info = server.as_ips_admin().call("addCompany", companyName=fresh_name(), expires=CENTRAL).companyInfo
    assert info.expires == datetime.fromisoformat(CENTRAL)
    assert info.expires.utcoffset() == timedelta(0)


def test_a_company_whose_end_has_come_is_unknown(server):
    admin = server.as_ips_admin()
    info = admin.call("addCompany", companyName=fresh_name(), expires="2020-01-01T00:00:00.000+00:00").companyInfo
    with pytest.raises(Refused) as refused:
        admin.call("getCompanyInfo", companyHandle=info.companyHandle)
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20000)


def test_the_new_company_has_a_root_folder_and_its_publish_contexts(server):
    admin = server.as_ips_admin()
    info = admin.call("addCompany", companyName=fresh_name()).companyInfo
    assert admin.call("getFolderTree", companyHandle=info.companyHandle, depth=1).folders.path == info.rootPath
    contexts = admin.call("getPublishContexts", companyHandle=info.companyHandle).publishContextArray
    kinds = ["ImageRendering", "ImageServing", "ServerDirectory", "Video"]
    assert sorted(each.contextType for each in contexts) == kinds


@pytest.mark.documented
def test_a_name_in_use_is_refused(server):
    admin, name = server.as_ips_admin(), fresh_name()
    admin.call("addCompany", companyName=name)
    for taken in (name, name.replace(" ", "")):
        with pytest.raises(Refused, match="already in use") as refused:
            admin.call("addCompany", companyName=taken)
        assert (refused.value.element, refused.value.code) == ("ipsApiFault", 30000)


def test_an_organisation_in_use_is_refused(server):
    admin, organisation = server.as_ips_admin(), secrets.token_hex(8)
    admin.call("addCompany", companyName=fresh_name(), imsOrgId=organisation)
    with pytest.raises(Refused, match="imsOrgId"):
        admin.call("addCompany", companyName=fresh_name(), imsOrgId=organisation)


@pytest.mark.parametrize("name", ["", " ", "a/b", "a|b"])
def test_a_name_unfit_for_a_path_is_refused(server, name):
    with pytest.raises(Refused, match="companyName") as refused:
        server.as_ips_admin().call("addCompany", companyName=name)
    assert refused.value.code == 30001


@pytest.mark.parametrize("role", ["IpsUser", "IpsCompanyAdmin"])
def test_a_role_that_may_not_is_refused(server, role):
    with pytest.raises(Refused) as refused:
        server.as_user(role).call("addCompany", companyName=fresh_name())
    assert (refused.value.element, refused.value.code) == ("authorizationFault", 20003)


def test_who_founds_a_company_below_ips_admin_is_a_member_of_it(server):
    founder = server.as_user("TrialSiteAdmin")
    info = founder.call("addCompany", companyName=fresh_name()).companyInfo
    assert founder.call("getCompanyInfo", companyHandle=info.companyHandle).companyInfo == info
