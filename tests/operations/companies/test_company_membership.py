"""addCompanyMembership, setCompanyMembership, removeCompanyMembership and getCompanyMembership."""

from dataclasses import replace

import pytest

from harness import Refused
from made_people import inactive, join, named, own_handle

WRITERS = ("addCompanyMembership", "setCompanyMembership")


def entry(server, role="IpsUser", *, active=True):
    return {"companyHandle": server.company, "role": role, "isActive": active}


def companies(user, **values):
    """Role and activation by company."""
    found = user.call("getCompanyMembership", **values).membershipArray
    return {each.company.companyHandle: (each.role, each.isActive) for each in found}


def refusal(server, operation, version=None, **values):
    with pytest.raises(Refused) as refused:
        server.call(operation, version, **values)
    return refused.value.code


def in_both(server, other, role="IpsCompanyAdmin"):
    """A new user with one role in two companies."""
    return join(server.as_user(role), other.company, role)


@pytest.mark.documented
def test_a_user_is_added_to_companies_and_stays_in_others(server):
    second, third = server.other_company(), server.other_company()
    user = server.as_user()
    entries = [entry(second, "ImagePortalUser"), entry(third, active=False)]
    server.as_ips_admin().call("addCompanyMembership", userHandle=own_handle(user), membershipArray=entries)
    assert companies(user) == {
        server.company: ("IpsUser", True),
        second.company: ("ImagePortalUser", True),
        third.company: ("IpsUser", False),
    }


def test_a_membership_that_is_there_gets_the_new_role(server):
    user = server.as_user()
    values = {"userHandle": own_handle(user), "membershipArray": [entry(server, "IpsCompanyAdmin")]}
    server.call("addCompanyMembership", **values)
    assert companies(user) == {server.company: ("IpsCompanyAdmin", True)}
    user.call("getCompanySettings", companyHandle=server.company)


@pytest.mark.documented
def test_who_is_not_active_may_do_nothing_in_the_company(server):
    other = server.other_company()
    user = in_both(server, other)
    values = {"userHandle": own_handle(user), "membershipArray": [entry(server, "IpsCompanyAdmin", active=False)]}
    server.call("addCompanyMembership", **values)
    assert companies(user)[server.company] == ("IpsCompanyAdmin", False)
    for operation in ("getCompanyInfo", "getFolders", "getGroups", "getCompanySettings"):
        assert refusal(user, operation, companyHandle=server.company) == 20006
        user.call(operation, companyHandle=other.company)
    assert refusal(user, "addCompanyMembership", membershipArray=[entry(server, "IpsCompanyAdmin")]) == 20006


@pytest.mark.documented
def test_who_is_active_nowhere_may_do_nothing_at_all(server):
    user = server.as_user()
    values = {"userHandle": own_handle(user), "membershipArray": [entry(server, active=False)]}
    server.call("addCompanyMembership", **values)
    for operation in ("getUserInfo", "getCompanyMembership", "generatePassword"):
        assert refusal(user, operation) == 20003


@pytest.mark.documented
def test_memberships_are_replaced(server):
    second, third = server.other_company(), server.other_company()
    user = in_both(server, second, "IpsUser")
    entries = [entry(second, "ImagePortalUser"), entry(third)]
    server.as_ips_admin().call("setCompanyMembership", userHandle=own_handle(user), membershipArray=entries)
    assert companies(user) == {second.company: ("ImagePortalUser", True), third.company: ("IpsUser", True)}


def test_memberships_beyond_the_caller_stay_when_others_are_replaced(server):
    other = server.other_company()
    user = in_both(server, other, "IpsUser")
    server.call("setCompanyMembership", userHandle=own_handle(user), membershipArray=[])
    assert companies(user) == {other.company: ("IpsUser", True)}


@pytest.mark.documented
def test_a_user_is_taken_out_of_companies(server):
    second, third = server.other_company(), server.other_company()
    user = join(in_both(server, second, "IpsUser"), third.company)
    values = {"userHandle": own_handle(user), "companyHandleArray": [server.company, third.company, server.company]}
    server.as_ips_admin().call("removeCompanyMembership", **values)
    assert companies(user) == {second.company: ("IpsUser", True)}
    assert refusal(user, "getFolders", companyHandle=server.company) == 20006


def test_to_be_taken_out_of_a_company_one_is_not_in_changes_nothing(server):
    other = server.other_company()
    admin = in_both(server, other)
    user = server.as_user()
    admin.call("removeCompanyMembership", userHandle=own_handle(user), companyHandleArray=[other.company])
    assert companies(user) == {server.company: ("IpsUser", True)}


@pytest.mark.parametrize("operation", ["removeCompanyMembership", "setCompanyMembership"])
def test_groups_of_a_company_are_left_with_it(server, operation):
    other = server.other_company()
    user = in_both(server, other, "IpsUser")
    for company in (server, other):
        values = {"companyHandle": company.company}
        group = company.call("saveGroup", name="Editors", isSystemDefined=False, **values).groupHandle
        company.call("addGroupMembers", groupHandle=group, userHandleArray=[own_handle(user)], **values)
    more = {"companyHandleArray": [server.company]} if operation.startswith("remove") else {"membershipArray": []}
    server.call(operation, userHandle=own_handle(user), **more)
    server.call("addCompanyMembership", userHandle=own_handle(server), membershipArray=[])
    join(user, server.company)
    groups = user.call("getGroupMembership").groupArray
    assert [group.companyHandle for group in groups] == [other.company]


@pytest.mark.documented
def test_by_default_the_caller_is_meant(server):
    other = server.other_company()
    admin = in_both(server, other)
    admin.call("addCompanyMembership", membershipArray=[entry(other, "IpsUser")])
    assert companies(admin)[other.company] == ("IpsUser", True)
    admin.call("removeCompanyMembership", companyHandleArray=[server.company])
    assert companies(admin) == {other.company: ("IpsUser", True)}
    root = join(server.as_ips_admin(), server.company)
    root.call("setCompanyMembership", membershipArray=[entry(other)])
    assert companies(root) == {other.company: ("IpsUser", True)}


@pytest.mark.parametrize("operation", [*WRITERS, "removeCompanyMembership"])
def test_the_last_administrator_of_a_company_stays(server, operation):
    server.as_user()
    gone = inactive(server, "IpsCompanyAdmin")
    named(server, "Off", "Switched", "IpsCompanyAdmin", isValid=False)
    more = {
        "addCompanyMembership": {"membershipArray": [entry(server, "IpsUser")]},
        "setCompanyMembership": {"membershipArray": [entry(server, "IpsCompanyAdmin", active=False)]},
        "removeCompanyMembership": {"companyHandleArray": [server.company]},
    }
    assert refusal(server, operation, **more[operation]) == 30000
    assert companies(server) == {server.company: ("IpsCompanyAdmin", True)}
    values = {"userHandle": own_handle(gone), "membershipArray": [entry(server, "IpsCompanyAdmin")]}
    server.call("addCompanyMembership", **values)
    server.call(operation, **more[operation])
    assert companies(gone)[server.company] == ("IpsCompanyAdmin", True)


def test_an_ips_admin_may_leave_a_company_to_nobody(server):
    values = {"userHandle": own_handle(server), "companyHandleArray": [server.company]}
    server.as_ips_admin().call("removeCompanyMembership", **values)
    assert refusal(server, "getUserInfo") == 20003


@pytest.mark.parametrize("operation", WRITERS)
def test_what_is_beyond_the_caller_is_refused(server, operation):
    other = server.other_company()
    user = own_handle(server.as_user())
    wrong = [
        ([entry(other)], 20006),
        ([entry(server, "Emperor")], 30001),
        ([entry(server, "IpsAdmin")], 30001),
        ([entry(server), entry(server)], 30001),
        ([entry(server) | {"companyHandle": "c|999999999"}], 20000),
        ([entry(server) | {"companyHandle": "x"}], 30001),
    ]
    for entries, code in wrong:
        assert refusal(server, operation, userHandle=user, membershipArray=entries) == code
    portal = server.as_user("ImagePortalAdmin")
    assert refusal(portal, operation, userHandle=user, membershipArray=[entry(server, "ImagePortalUser")]) == 20005
    reader = join(server.as_user("IpsCompanyAdmin"), other.company)
    values = {"userHandle": own_handle(reader), "membershipArray": [entry(other, "IpsCompanyAdmin")]}
    assert refusal(reader, operation, **values) == 20003


def test_a_portal_administrator_takes_portal_users_out_and_no_others(server):
    portal = server.as_user("ImagePortalAdmin")
    guest, user = server.as_user("ImagePortalUser"), server.as_user()
    values = {"companyHandleArray": [server.company]}
    portal.call("removeCompanyMembership", userHandle=own_handle(guest), **values)
    assert refusal(portal, "removeCompanyMembership", userHandle=own_handle(user), **values) == 20005
    assert companies(user) == {server.company: ("IpsUser", True)}


@pytest.mark.parametrize("operation", [*WRITERS, "removeCompanyMembership", "getCompanyMembership"])
def test_a_user_out_of_sight_is_refused(server, operation):
    more = {"removeCompanyMembership": {"companyHandleArray": []}, "getCompanyMembership": {}}
    values = more.get(operation, {"membershipArray": []})
    for handle, code in ((own_handle(server.other_company()), 20002), ("u|999999999|x@y.z", 20002), ("x", 30001)):
        assert refusal(server, operation, userHandle=handle, **values) == code


@pytest.mark.documented
@pytest.mark.parametrize("operation", [*WRITERS, "removeCompanyMembership"])
def test_a_role_that_may_not_is_refused(server, operation):
    array = "companyHandleArray" if operation.startswith("remove") else "membershipArray"
    for caller in (server.as_user(), server.as_user("ImagePortalUser")):
        assert refusal(caller, operation, **{array: []}) == 20003


@pytest.mark.parametrize("operation", [*WRITERS, "removeCompanyMembership"])
def test_too_many_companies_at_once_are_refused(server, operation):
    one = server.company if operation.startswith("remove") else entry(server)
    array = "companyHandleArray" if operation.startswith("remove") else "membershipArray"
    with pytest.raises(Refused, match=f"{array}: got '1001 items'"):
        server.call(operation, **{array: [one] * 1001})


def test_only_companies_of_the_caller_are_removed(server):
    user = server.other_company()
    for handle, code in ((user.company, 20006), ("c|999999999", 20000), ("x", 30001)):
        assert refusal(server, "removeCompanyMembership", companyHandleArray=[server.company, handle]) == code
    assert companies(server) == {server.company: ("IpsCompanyAdmin", True)}


@pytest.mark.documented
@pytest.mark.parametrize("version", ["pre-4.0", "2010-01-31"])
def test_the_form_that_names_companies_alone(server, version):
    other = server.other_company()
    admin = server.as_ips_admin()
    user = join(server.as_user("ImagePortalUser"), other.company, "IpsUser", active=False)
    values = {"userHandle": own_handle(user).removeprefix("u|")}
    third = server.other_company()
    admin.call("addCompanyMembership", version, companyHandleArray=[third.company, other.company], **values)
    assert companies(user) == {
        server.company: ("ImagePortalUser", True),
        other.company: ("IpsUser", True),
        third.company: ("ImagePortalUser", True),
    }
    admin.call("setCompanyMembership", version, companyHandleArray=[third.company], **values)
    assert companies(user) == {third.company: ("ImagePortalUser", True)}
    assert refusal(admin, "setCompanyMembership", version, **values) == 30002
    assert companies(user) == {third.company: ("ImagePortalUser", True)}


def test_an_ips_admin_is_an_administrator_in_the_form_without_roles(server):
    admin = server.as_ips_admin()
    admin.call("addCompanyMembership", "pre-4.0", companyHandleArray=[server.company])
    assert companies(admin) == {server.company: ("IpsCompanyAdmin", True)}


@pytest.mark.documented
def test_memberships_tell_of_the_companies(server):
    user = join(server.as_user("ImagePortalUser"), server.other_company().company, active=False)
    first, second = user.call("getCompanyMembership").membershipArray
    info = server.call("getCompanyInfo", companyHandle=server.company).companyInfo
    assert first.company == info
    assert (first.role, first.isActive) == ("ImagePortalUser", True)
    assert (second.role, second.isActive) == ("IpsUser", False)


@pytest.mark.documented
def test_old_versions_get_the_companies_that_are_open_to_the_user(server):
    user = join(server.as_user(), server.other_company().company, active=False)
    (company,) = user.call("getCompanyMembership", "2010-01-31").companyArray
    assert (company.companyHandle, company.rootPath) == (server.company, f"{server.root}/")


@pytest.mark.documented
def test_of_another_user_common_companies_are_shown(server):
    other = server.other_company()
    user = in_both(server, other, "IpsUser")
    assert list(companies(server, userHandle=own_handle(user))) == [server.company]
    assert list(companies(server.as_user(), userHandle=own_handle(user))) == [server.company]
    assert set(companies(server.as_ips_admin(), userHandle=own_handle(user))) == {server.company, other.company}


def test_companies_whose_time_is_over_are_left_out(server):
    admin = server.as_ips_admin()
    values = {"companyName": f"Over {server.root}", "expires": "2020-01-01T00:00:00+00:00"}
    over = replace(server, company=admin.call("addCompany", **values).companyInfo.companyHandle)
    join(server, over.company, "IpsCompanyAdmin")
    assert list(companies(server)) == [server.company]
