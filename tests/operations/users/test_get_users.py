"""getUsers and getAllUsers."""

import pytest

from harness import Refused
from made_people import inactive, join, named, own_handle


def emails(server, operation="getUsers", **values):
    return [user.email for user in server.call(operation, **values).userArray]


def lasts(server, **values):
    return [user.lastName for user in server.call("getUsers", **values).userArray]


def refusal(server, operation="getUsers", **values):
    with pytest.raises(Refused) as refused:
        server.call(operation, **values)
    return refused.value


def group(server, *users):
    values = {"companyHandle": server.company}
    handle = server.call("saveGroup", name="Editors", isSystemDefined=False, **values).groupHandle
    server.call("addGroupMembers", groupHandle=handle, userHandleArray=list(map(own_handle, users)), **values)
    return handle


@pytest.mark.documented
def test_users_are_told_as_by_their_handle(server):
    user = server.as_user()
    found = server.call("getUsers").userArray
    assert [each.email for each in found] == [server.email, user.email]
    assert found[1] == user.call("getUserInfo").userInfo


@pytest.mark.documented
def test_companies_narrow_and_by_default_those_the_caller_administers_count(server):
    second, third = server.other_company(), server.other_company()
    join(server, second.company, "ImagePortalAdmin")
    join(server, third.company)
    users = {each.company: each.as_user().email for each in (server, second, third)}
    assert set(emails(server)) == {server.email, second.email, users[server.company], users[second.company]}
    found = emails(server, companyHandleArray=[second.company])
    assert found == [server.email, second.email, users[second.company]]
    both = emails(server.as_ips_admin(), companyHandleArray=[second.company, third.company])
    assert set(both) == {server.email, second.email, third.email, users[second.company], users[third.company]}


def test_an_ips_admin_sees_everybody(server):
    admin = server.as_ips_admin()
    nobody = {"firstName": "No", "lastName": "Company", "email": f"no-{server.root}@example.com", "isValid": True}
    admin.call("addUser", password="Sesam-0ffne", isIpsAdmin=False, membershipArray=[], **nobody)
    assert {server.email, admin.email, nobody["email"]} <= set(emails(admin, includeInactive=True))
    assert nobody["email"] not in emails(admin)


@pytest.mark.documented
@pytest.mark.parametrize("operation", ["getUsers", "getAllUsers"])
def test_users_who_are_switched_off_on_demand_alone(server, operation):
    off = named(server, "Off", "Off", isValid=False)
    assert emails(server, operation, includeInvalid=False) == [server.email]
    assert emails(server, operation, includeInvalid=True) == [server.email, off]


@pytest.mark.documented
def test_inactive_members_on_demand_alone(server):
    idle = inactive(server).email
    assert emails(server) == emails(server, includeInactive=False) == [server.email]
    assert emails(server, includeInactive=True) == [server.email, idle]


def test_active_in_one_of_the_companies_is_active(server):
    other = server.other_company()
    join(server, other.company, "IpsCompanyAdmin")
    user = join(server.as_user(), other.company, active=False)
    assert user.email in emails(server)
    assert user.email in emails(server, companyHandleArray=[server.company, other.company])
    assert user.email not in emails(server, companyHandleArray=[other.company])


@pytest.mark.documented
def test_groups_narrow(server):
    first, second, idle = server.as_user(), server.as_user(), inactive(server)
    editors = group(server, first, idle)
    assert emails(server, groupHandleArray=[editors]) == [first.email]
    assert emails(server, groupHandleArray=[editors], includeInactive=True) == [first.email, idle.email]
    assert second.email in emails(server, groupHandleArray=[])


def test_who_is_active_elsewhere_is_not_found_by_a_group(server):
    user = join(server.as_user("IpsUser", server.other_company().company), server.company, active=False)
    editors = group(server, user)
    assert emails(server.as_ips_admin(), groupHandleArray=[editors]) == []
    assert emails(server.as_ips_admin(), groupHandleArray=[editors], includeInactive=True) == [user.email]


@pytest.mark.documented
def test_roles_narrow(server):
    portal, user = server.as_user("ImagePortalUser"), server.as_user()
    assert emails(server, userRoleArray=["ImagePortalUser"]) == [portal.email]
    assert emails(server, userRoleArray=["IpsUser", "ImagePortalUser"]) == [portal.email, user.email]
    assert emails(server, userRoleArray=["TrialSiteUser"]) == []


def test_the_role_must_be_held_in_the_company_asked_for(server):
    other = server.other_company()
    user = join(server.as_user(), other.company, "ImagePortalUser")
    values = {"companyHandleArray": [server.company]}
    assert emails(server, userRoleArray=["ImagePortalUser"], **values) == []
    assert emails(server, userRoleArray=["IpsUser"], **values) == [user.email]


@pytest.mark.documented
def test_an_ips_admin_is_found_as_such_and_never_inactive(server):
    admin = join(server.as_ips_admin(), server.company, "IpsCompanyAdmin", active=False)
    values = {"companyHandleArray": [server.company], "includeInvalid": False}
    assert emails(server, userRoleArray=["IpsAdmin"], sortBy="LastName", **values) == [admin.email]
    assert emails(server, userRoleArray=["IpsCompanyAdmin"], **values) == [server.email]
    assert set(emails(server, **values)) == {server.email, admin.email}


@pytest.mark.documented
@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("LastName", "b", ["Bayol", "bell"]),
        ("LastName", "BA", ["Bayol"]),
        ("LastName", "örs", ["Örsted"]),
        ("LastName", "ÖRS", ["Örsted"]),
        ("LastName", "%", []),
        ("FirstName", "x_", ["bell"]),
        ("Email", "X_.B", ["bell"]),
        ("None", "b", ["Bayol", "bell", "Örsted", "Test"]),
        ("LastName", "", ["Bayol", "bell", "Örsted", "Test"]),
        (None, "", ["Bayol", "bell", "Örsted", "Test"]),
        ("FirstName", "Q", []),
    ],
)
def test_a_beginning_narrows_whatever_its_case(server, field, text, expected):
    for first, last in (("Peter", "Bayol"), ("X_", "bell"), ("Hans", "Örsted")):
        named(server, first, last)
    known = {"charFilterField": field, "charFilter": text}
    assert sorted(lasts(server, **known), key=str.casefold) == sorted(expected, key=str.casefold)


@pytest.mark.documented
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("None", "Ada Zoe bob Amy"),
        (None, "Ada Zoe bob Amy"),
        ("FirstName", "Ada Amy bob Zoe"),
        ("LastName", "Amy bob Zoe Ada"),
        ("Email", "Ada Amy bob Zoe"),
        ("Role", "bob Ada Zoe Amy"),
        ("Valid", "Ada Zoe bob Amy"),
        ("PasswordExpiration", "Amy Zoe Ada bob"),
    ],
)
def test_users_are_sorted(server, order, expected):
    named(server, "Zoe", "c", passwordExpires="2080-01-01T00:00:00+00:00")
    named(server, "bob", "B", "ImagePortalUser")
    named(server, "Amy", "a", isValid=False, passwordExpires="2070-01-01T00:00:00+00:00")
    found = server.call("getUsers", sortBy=order, includeInvalid=True).userArray
    assert " ".join(user.firstName for user in found) == expected


@pytest.mark.documented
def test_pages(server):
    for letter in "abcde":
        named(server, "N", letter)
    pages = [lasts(server, sortBy="LastName", recordsPerPage=2, resultsPage=page) for page in (1, 2, 3, 4)]
    assert pages == [["a", "b"], ["c", "d"], ["e", "Test"], []]
    assert lasts(server, sortBy="LastName", recordsPerPage=2) == ["a", "b"]
    assert lasts(server, sortBy="LastName", resultsPage=2) == []
    assert len(lasts(server, resultsPage=1)) == 6


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"sortBy": "Age"}, 30001, "sortBy"),
        ({"charFilterField": "Age"}, 30001, "charFilterField"),
        ({"charFilterField": "StartsWith", "charFilter": "a"}, 30001, "charFilterField"),
        ({"charFilter": "a"}, 30002, "charFilterField"),
        ({"userRoleArray": ["IpsUser", "Emperor"]}, 30001, "userRoleArray/items[2]"),
        ({"recordsPerPage": 0}, 30001, "recordsPerPage"),
        ({"resultsPage": 0}, 30001, "resultsPage"),
        ({"companyHandleArray": ["x"]}, 30001, "companyHandleArray"),
        ({"companyHandleArray": ["c|999999999"]}, 20000, "companyHandleArray"),
        ({"groupHandleArray": ["g|999999999"]}, 30001, "groupHandleArray/items[1]"),
        ({"groupHandleArray": ["x"]}, 30001, "groupHandleArray/items[1]"),
    ],
)
def test_a_wrong_value_is_named(server, values, code, field):
    fault = refusal(server, **values)
    assert (fault.code, fault.reason.split(":")[0]) == (code, field)


def test_too_many_companies_are_refused(server):
    assert "at most 1000" in refusal(server, companyHandleArray=[server.company] * 1001).reason


@pytest.mark.documented
def test_a_role_that_may_not_is_refused(server):
    other = server.other_company()
    for operation in ("getUsers", "getAllUsers"):
        values = {"includeInvalid": False}
        assert refusal(server.as_user(), operation, **values).code == 20003
        assert refusal(join(server.as_user(), other.company, "IpsCompanyAdmin", active=False), operation, **values)
    assert refusal(server, companyHandleArray=[other.company]).code == 20006
    assert refusal(join(server, other.company), companyHandleArray=[server.company, other.company]).code == 20003
    assert refusal(server, groupHandleArray=[group(other)]).code == 20003


@pytest.mark.documented
def test_all_users_are_those_of_the_companies_administered(server):
    other = server.other_company()
    idle = inactive(server)
    assert emails(server, "getAllUsers", includeInvalid=False) == [server.email, idle.email]
    everybody = set(emails(server.as_ips_admin(), "getAllUsers", includeInvalid=False))
    assert {server.email, other.email, idle.email} <= everybody


@pytest.mark.documented
def test_old_versions_tell_one_role(server):
    server.as_user("ImagePortalUser")
    found = server.call("getAllUsers", "2010-01-31", includeInvalid=False).userArray
    assert [user.role for user in found] == ["IpsCompanyAdmin", "ImagePortalUser"]
    found = server.call("getUsers", "2013-02-15", sortBy="Role").userArray
    assert [user.defaultRole for user in found] == ["ImagePortalUser", "IpsCompanyAdmin"]
