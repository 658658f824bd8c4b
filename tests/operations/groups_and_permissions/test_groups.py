"""saveGroup, getGroups and deleteGroup."""

import pytest
from group_calls import group, groups_of, members, names

from harness import Refused


def save(server, **values):
    known = {"companyHandle": server.company, "name": "Editors", "isSystemDefined": False}
    return server.call("saveGroup", **known | values).groupHandle


def refusal(server, operation, **values):
    with pytest.raises(Refused) as refused:
        server.call(operation, **{"companyHandle": server.company} | values)
    return refused.value


@pytest.mark.documented
def test_a_new_group_is_listed_with_all_that_was_said(server):
    handle = save(server, name=" My Group ")
    (listed,) = server.call("getGroups", companyHandle=server.company).groupArray
    assert (listed.groupHandle, listed.companyHandle) == (handle, server.company)
    assert (listed.name, listed.isSystemDefined) == ("My Group", False)


@pytest.mark.documented
def test_a_group_that_exists_is_saved_with_the_new_values(server):
    admin = server.as_ips_admin()
    handle = save(admin)
    assert save(admin, isSystemDefined=True) == handle
    assert [each.isSystemDefined for each in server.call("getGroups", companyHandle=server.company).groupArray] == [
        True
    ]


@pytest.mark.documented
def test_a_handle_says_which_group_changes(server):
    handle = group(server, "Editors", server)
    group(server, "Others")
    assert save(server, groupHandle=handle.removeprefix("g|"), name="Writers") == handle
    assert names(server) == ["Others", "Writers"]
    assert len(members(server, handle)) == 1


def test_a_name_of_another_group_is_in_use(server):
    handle = group(server, "Editors")
    group(server, "Writers")
    fault = refusal(server, "saveGroup", groupHandle=handle, name="Writers", isSystemDefined=False)
    assert (fault.code, "already in use" in fault.reason) == (30000, True)
    assert names(server) == ["Editors", "Writers"]


def test_groups_stand_by_name_and_case_tells_them_apart(server):
    for name in ("b", "B", "a"):
        group(server, name)
    assert names(server) == ["B", "a", "b"]


def test_two_companies_may_have_groups_of_one_name(server):
    other = server.other_company()
    assert group(server) != group(other)
    assert names(server) == names(other) == ["Editors"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 256, "a\tb"])
def test_an_unfit_name_is_refused(server, name):
    fault = refusal(server, "saveGroup", name=name, isSystemDefined=False)
    assert (fault.code, fault.reason.split(":")[0]) == (30001, "name")
    assert names(server) == []


def test_groups_of_the_system_are_the_affair_of_an_ips_admin(server):
    admin = server.as_ips_admin()
    handle = save(admin, name="Everybody", isSystemDefined=True)
    assert refusal(server, "saveGroup", name="System", isSystemDefined=True).code == 20005
    assert refusal(server, "saveGroup", groupHandle=handle, name="Mine", isSystemDefined=False).code == 20005
    assert refusal(server, "saveGroup", name="Everybody", isSystemDefined=False).code == 20005
    assert refusal(server, "deleteGroup", groupHandle=handle).code == 20005
    assert names(server) == ["Everybody"]
    admin.call("deleteGroup", companyHandle=server.company, groupHandle=handle)
    assert names(server) == []


@pytest.mark.documented
def test_a_deleted_group_is_gone_and_its_members_stay(server):
    user = server.as_user()
    handle = group(server, "Editors", user)
    group(server, "Writers", user)
    server.call("deleteGroup", companyHandle=server.company, groupHandle=handle)
    assert names(server) == groups_of(user) == ["Writers"]
    assert refusal(server, "getGroupMembers", groupHandle=handle).code == 30001


@pytest.mark.parametrize("operation", ["saveGroup", "deleteGroup", "getGroupMembers"])
def test_a_group_handle_must_name_a_group_of_the_company(server, operation):
    more = {"name": "x", "isSystemDefined": False} if operation == "saveGroup" else {}
    foreign = group(server.other_company())
    for handle, code in (("g|999999999", 30001), ("editors", 30001), (foreign, 20006)):
        fault = refusal(server, operation, groupHandle=handle, **more)
        assert (fault.code, fault.reason.split(":")[0]) == (code, "groupHandle")


@pytest.mark.documented
def test_a_portal_administrator_may_and_others_may_not(server):
    handle = group(server.as_user("ImagePortalAdmin"))
    for role in ("IpsUser", "TrialSiteAdmin", "ImagePortalUser"):
        user = server.as_user(role, permitted=False)
        for operation in ("getGroups", "deleteGroup", "saveGroup"):
            more = {"deleteGroup": {"groupHandle": handle}, "saveGroup": {"name": "x", "isSystemDefined": False}}
            assert refusal(user, operation, **more.get(operation, {})).code == 20003
    assert names(server) == ["Editors"]


@pytest.mark.parametrize("operation", ["getGroups", "deleteGroup", "saveGroup", "getGroupMembers"])
def test_another_company_is_out_of_reach(server, operation):
    other = server.other_company()
    more = {"saveGroup": {"name": "x", "isSystemDefined": False}, "getGroups": {}}
    values = more.get(operation, {"groupHandle": group(other)})
    assert refusal(server, operation, companyHandle=other.company, **values).code == 20006
