"""addGroupMembership, removeGroupMembership, setGroupMembership and getGroupMembership."""

import pytest
from group_calls import group, groups_of, members

from harness import Refused
from made_people import inactive, join, own_handle

OPERATIONS = ("addGroupMembership", "removeGroupMembership", "setGroupMembership")


def refusal(server, operation, **values):
    with pytest.raises(Refused) as refused:
        server.call(operation, **values)
    return refused.value.code


@pytest.mark.documented
def test_a_user_enters_groups_and_stays_in_others(server):
    user = server.as_user()
    group(server, "A", user)
    wanted = [group(server, "C"), group(server, "B")]
    server.call("addGroupMembership", userHandle=own_handle(user), groupHandleArray=[*wanted, wanted[0]])
    assert groups_of(user) == ["A", "B", "C"]


@pytest.mark.documented
def test_a_user_leaves_groups(server):
    user = server.as_user()
    first, second, third = (group(server, name, user) for name in "ABC")
    group(server, "D")
    server.call("removeGroupMembership", userHandle=own_handle(user), groupHandleArray=[third, first])
    assert groups_of(user) == ["B"]
    assert members(server, second) == [own_handle(user)]


def test_to_leave_a_group_one_is_not_in_changes_nothing(server):
    user = server.as_user()
    group(server, "A", user)
    server.call("removeGroupMembership", userHandle=own_handle(user), groupHandleArray=[group(server, "B")])
    assert groups_of(user) == ["A"]


@pytest.mark.documented
@pytest.mark.parametrize("in_company", [True, False])
def test_the_groups_of_a_user_are_replaced(server, in_company):
    user = server.as_user()
    group(server, "A", user)
    group(server, "B", user)
    company = {"companyHandle": server.company} if in_company else {}
    wanted = [group(server, "C")]
    server.call("setGroupMembership", userHandle=own_handle(user), groupHandleArray=wanted, **company)
    assert groups_of(user) == ["C"]
    server.call("setGroupMembership", userHandle=own_handle(user), groupHandleArray=[], **company)
    assert groups_of(user) == []


@pytest.mark.documented
def test_by_default_the_caller_is_meant(server):
    handles = [group(server, name) for name in "AB"]
    server.call("addGroupMembership", groupHandleArray=handles)
    assert groups_of(server) == ["A", "B"]
    server.call("removeGroupMembership", groupHandleArray=handles[:1])
    assert groups_of(server) == ["B"]
    server.call("setGroupMembership", groupHandleArray=handles[:1])
    assert groups_of(server) == ["A"]


def test_groups_in_other_companies_stay(server):
    other = server.other_company()
    user = join(server.as_user(), other.company)
    group(server, "Here", user)
    group(other, "There", user)
    server.call("setGroupMembership", userHandle=own_handle(user), groupHandleArray=[])
    assert groups_of(user) == ["There"]
    both = join(server, other.company, "IpsCompanyAdmin")
    both.call("setGroupMembership", userHandle=own_handle(user), groupHandleArray=[], companyHandle=server.company)
    assert groups_of(user) == ["There"]
    both.call("setGroupMembership", userHandle=own_handle(user), groupHandleArray=[])
    assert groups_of(user) == []


def test_a_company_keeps_to_its_own_groups(server):
    other = server.other_company()
    admin = join(server, other.company, "IpsCompanyAdmin")
    values = {"companyHandle": server.company, "groupHandleArray": [group(other)]}
    assert refusal(admin, "setGroupMembership", **values) == 20006


@pytest.mark.documented
@pytest.mark.parametrize("operation", OPERATIONS)
def test_who_is_no_member_of_the_company_of_a_group_is_refused(server, operation):
    other = server.other_company()
    user = server.as_user()
    admin = join(server, other.company, "IpsCompanyAdmin")
    values = {"userHandle": own_handle(user), "groupHandleArray": [group(server), group(other)]}
    assert refusal(admin, operation, **values) == 20007
    assert groups_of(user) == []


def test_a_company_that_the_user_is_not_in_is_refused(server):
    admin = server.as_ips_admin()
    values = {"userHandle": own_handle(server.other_company()), "companyHandle": server.company}
    assert refusal(admin, "setGroupMembership", groupHandleArray=[], **values) == 20007


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_caller_must_administer_the_company_of_every_group(server, operation):
    other = server.other_company()
    foreign = group(other)
    user = own_handle(server.as_user())
    for handle, code in ((foreign, 20006), ("g|999999999", 30001), ("x", 30001)):
        assert refusal(server, operation, userHandle=user, groupHandleArray=[group(server), handle]) == code
    reader = join(server, other.company)
    assert refusal(reader, operation, userHandle=user, groupHandleArray=[foreign]) == 20003


@pytest.mark.parametrize("operation", OPERATIONS)
def test_too_many_groups_at_once_are_refused(server, operation):
    assert refusal(server, operation, groupHandleArray=["g|1"] * 1001) == 30001


@pytest.mark.documented
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_role_that_may_not_is_refused(server, operation):
    handle = group(server)
    for caller in (server.as_user(), server.as_user("TrialSiteAdmin"), inactive(server, "IpsCompanyAdmin")):
        expected = 20006 if caller.email.startswith("ipscompanyadmin") else 20003
        assert refusal(caller, operation, groupHandleArray=[handle]) == expected
    assert members(server, handle) == []


@pytest.mark.parametrize("operation", [*OPERATIONS, "getGroupMembership"])
def test_a_user_out_of_sight_is_refused(server, operation):
    groups = {} if operation == "getGroupMembership" else {"groupHandleArray": []}
    for handle, code in ((own_handle(server.other_company()), 20002), ("u|999999999|x@y.z", 20002), ("x", 30001)):
        assert refusal(server, operation, userHandle=handle, **groups) == code


@pytest.mark.documented
def test_the_groups_of_another_are_seen_where_the_caller_administers(server):
    other = server.other_company()
    user = join(server.as_user(), other.company)
    group(server, "Here", user)
    group(other, "There", user)
    assert groups_of(user) == ["Here", "There"]
    assert groups_of(user, companyHandle=other.company) == ["There"]
    assert groups_of(server, userHandle=own_handle(user)) == ["Here"]
    assert groups_of(server, userHandle=own_handle(user), companyHandle=server.company) == ["Here"]
    assert groups_of(server.as_ips_admin(), userHandle=own_handle(user)) == ["Here", "There"]


def test_the_groups_of_another_are_hidden_from_others(server):
    user = server.as_user()
    assert refusal(server.as_user(), "getGroupMembership", userHandle=own_handle(user)) == 20007
    assert refusal(server.as_user("TrialSiteUser"), "getGroupMembership") == 20003
    values = {"companyHandle": server.other_company().company}
    assert refusal(server, "getGroupMembership", **values) == 20006


def test_groups_tell_all_of_themselves(server):
    handle = group(server, "Editors", server)
    (found,) = server.call("getGroupMembership", companyHandle=server.company).groupArray
    assert (found.groupHandle, found.companyHandle, found.name) == (handle, server.company, "Editors")
    assert found.isSystemDefined is False
