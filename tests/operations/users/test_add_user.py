"""addUser, in its three forms."""

import secrets
from dataclasses import replace
from datetime import datetime

import pytest

from harness import PASSWORD, Refused


def someone(server, **changes):
    known = {
        "firstName": "Joe",
        "lastName": "User",
        "email": f"joe-{secrets.token_hex(4)}@example.com",
        "password": PASSWORD,
        "isValid": True,
        "isIpsAdmin": False,
        "membershipArray": [member(server)],
    }
    return {name: value for name, value in (known | changes).items() if value is not None}


def member(server, role="IpsUser", *, active=True):
    return {"companyHandle": server.company, "role": role, "isActive": active}


def refusal(server, version=None, **values):
    with pytest.raises(Refused) as refused:
        server.call("addUser", version, **values)
    return refused.value.code


@pytest.mark.documented
def test_the_new_user_is_there_and_may_log_in(server):
    values = someone(server)
    handle = server.call("addUser", **values).userHandle
    info = replace(server, email=values["email"]).call("getUserInfo").userInfo
    assert info.userHandle == handle
    assert (info.firstName, info.lastName, info.email) == ("Joe", "User", values["email"])
    assert (info.isValid, info.isIpsAdmin, info.passwordExpires) == (True, False, None)


def test_the_role_of_the_membership_decides(server):
    values = someone(server, membershipArray=[member(server, "IpsCompanyAdmin")])
    server.call("addUser", **values)
    replace(server, email=values["email"]).call("getCompanySettings", companyHandle=server.company)
    values = someone(server)
    server.call("addUser", **values)
    with pytest.raises(Refused) as refused:
        replace(server, email=values["email"]).call("getCompanySettings", companyHandle=server.company)
    assert refused.value.code == 20003


def test_a_membership_that_is_not_active_opens_nothing(server):
    other = server.other_company()
    values = someone(server, membershipArray=[member(server), member(other, active=False)])
    server.as_ips_admin().call("addUser", **values)
    newcomer = replace(server, email=values["email"])
    newcomer.call("getCompanyInfo", companyHandle=server.company)
    with pytest.raises(Refused) as refused:
        newcomer.call("getCompanyInfo", companyHandle=other.company)
    assert refused.value.code == 20006


@pytest.mark.documented
def test_the_end_of_the_password_is_kept(server):
    ends = "2090-01-01T12:00:00.500-06:00"
    values = someone(server, passwordExpires=ends)
    server.call("addUser", **values)
    info = server.call("getUserInfo", email=values["email"]).userInfo
    assert info.passwordExpires == datetime.fromisoformat(ends)


def test_who_is_not_valid_may_not_log_in(server):
    values = someone(server, isValid=False)
    server.call("addUser", **values)
    with pytest.raises(Refused) as refused:
        replace(server, email=values["email"]).call("getUserInfo")
    assert (refused.value.element, refused.value.code) == ("authenticationFault", 10002)


def test_an_ips_admin_makes_an_ips_admin(server):
    values = someone(server, isIpsAdmin=True, membershipArray=[member(server, "IpsAdmin")])
    server.as_ips_admin().call("addUser", **values)
    newcomer = replace(server, email=values["email"])
    assert newcomer.call("getUserInfo").userInfo.isIpsAdmin
    newcomer.call("getCompanyInfo", companyHandle=server.other_company().company)


@pytest.mark.documented
def test_the_form_with_a_default_role(server):
    values = someone(server, isIpsAdmin=None, defaultRole="ImagePortalUser")
    server.call("addUser", "2013-02-15", **values)
    info = server.call("getUserInfo", "2013-02-15", email=values["email"]).userInfo
    assert info.defaultRole == "ImagePortalUser"


def test_the_default_role_ips_admin_makes_an_ips_admin(server):
    values = someone(server, isIpsAdmin=None, defaultRole="IpsAdmin")
    assert refusal(server, "2013-02-15", **values) == 20005
    server.as_ips_admin().call("addUser", "2013-02-15", **values)
    assert server.call("getUserInfo", email=values["email"]).userInfo.isIpsAdmin


@pytest.mark.documented
def test_the_oldest_form_with_one_role_for_all_companies(server):
    values = someone(server, isIpsAdmin=None, membershipArray=None, role="IpsUser")
    values["companyHandleArray"] = [server.company.removeprefix("c|")]
    server.call("addUser", "pre-4.0", **values)
    newcomer = replace(server, email=values["email"])
    assert newcomer.call("getUserInfo", "pre-4.0").userInfo.role == "IpsUser"
    newcomer.call("getImageFormats", companyHandle=server.company)


def test_an_email_in_use_is_refused_whatever_its_case(server):
    values = someone(server)
    server.call("addUser", **values)
    with pytest.raises(Refused, match="already in use") as refused:
        server.call("addUser", **values | {"email": values["email"].upper()})
    assert (refused.value.element, refused.value.code) == ("ipsApiFault", 30000)


@pytest.mark.parametrize("email", ["", "joe", "joe@", "a b@example.com", "a|b@example.com", "x" * 250 + "@x.org"])
def test_what_is_no_email_is_refused(server, email):
    assert refusal(server, **someone(server, email=email)) == 30001


@pytest.mark.documented
def test_a_weak_password_is_refused(server):
    assert refusal(server, **someone(server, password="Sh0rt")) == 30001


@pytest.mark.parametrize("role", ["", "Emperor", "IpsAdmin"])
def test_a_role_that_no_membership_has_is_refused(server, role):
    assert refusal(server, **someone(server, membershipArray=[member(server, role)])) == 30001


def test_a_default_role_that_is_none_is_refused(server):
    values = someone(server, isIpsAdmin=None, defaultRole="Emperor")
    assert refusal(server, "2013-02-15", **values) == 30001


def test_a_company_named_twice_is_refused(server):
    assert refusal(server, **someone(server, membershipArray=[member(server), member(server)])) == 30001


def test_a_refused_user_is_not_there(server):
    values = someone(server, membershipArray=[member(server), member(server.other_company())])
    assert refusal(server, **values) == 20006
    with pytest.raises(Refused) as refused:
        server.as_ips_admin().call("getUserInfo", email=values["email"])
    assert refused.value.code == 20001


def test_a_company_administrator_acts_in_the_own_companies_only(server):
    assert refusal(server, **someone(server.other_company())) == 20006
    assert refusal(server, **someone(server, membershipArray=[])) == 20005
    assert refusal(server, **someone(server, isIpsAdmin=True)) == 20005


def test_an_ips_admin_makes_a_user_without_a_company(server):
    values = someone(server, membershipArray=[])
    admin = server.as_ips_admin()
    handle = admin.call("addUser", **values).userHandle
    assert admin.call("getUserInfo", email=values["email"]).userInfo.userHandle == handle


def test_a_company_that_is_none_is_unknown(server):
    stranger = {"companyHandle": "c|999999999", "role": "IpsUser", "isActive": True}
    assert refusal(server.as_ips_admin(), **someone(server, membershipArray=[stranger])) == 20000


def test_a_portal_administrator_gives_portal_roles_only(server):
    portal = server.as_user("ImagePortalAdmin")
    portal.call("addUser", **someone(server, membershipArray=[member(server, "ImagePortalContrib")]))
    assert refusal(portal, **someone(server, membershipArray=[member(server, "IpsCompanyAdmin")])) == 20005


def test_an_administrator_of_one_company_is_none_of_another(server):
    other = server.other_company()
    values = someone(server, membershipArray=[member(server, "IpsCompanyAdmin"), member(other)])
    server.as_ips_admin().call("addUser", **values)
    both = replace(server, email=values["email"])
    both.call("addUser", **someone(server))
    assert refusal(both, **someone(other)) == 20003


def test_a_role_that_may_not_is_refused(server):
    assert refusal(server.as_user("IpsUser"), **someone(server)) == 20003
