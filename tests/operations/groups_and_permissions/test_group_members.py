"""addGroupMembers, removeGroupMembers, setGroupMembers and getGroupMembers."""

import pytest
from group_calls import call, group, groups_of, members

from harness import Refused
from made_people import inactive, join, own_handle

OPERATIONS = ("addGroupMembers", "removeGroupMembers", "setGroupMembers")


@pytest.mark.documented
def test_members_are_added_to_those_there_are(server):
    first, second = server.as_user(), server.as_user("ImagePortalUser")
    handle = group(server, "Editors", first)
    call(server, "addGroupMembers", handle, second, first, second)
    assert members(server, handle) == [own_handle(first), own_handle(second)]


@pytest.mark.documented
def test_members_are_removed_and_the_others_stay(server):
    first, second, stranger = (server.as_user() for _ in range(3))
    handle = group(server, "Editors", first, second)
    call(server, "removeGroupMembers", handle, second, stranger)
    assert members(server, handle) == [own_handle(first)]


@pytest.mark.documented
def test_members_are_replaced(server):
    first, second, third = (server.as_user() for _ in range(3))
    handle = group(server, "Editors", first, second)
    call(server, "setGroupMembers", handle, third, second)
    assert members(server, handle) == [own_handle(second), own_handle(third)]
    call(server, "setGroupMembers", handle)
    assert members(server, handle) == []


@pytest.mark.documented
@pytest.mark.parametrize("operation", OPERATIONS)
def test_who_is_no_member_of_the_company_is_refused_and_nothing_changes(server, operation):
    user = server.as_user()
    handle = group(server, "Editors", user)
    stranger = own_handle(server.other_company())
    for wrong, code in ((stranger, 20007), ("u|999999999|x@example.com", 20007), ("nobody", 30001)):
        with pytest.raises(Refused) as refused:
            server.call(
                operation,
                companyHandle=server.company,
                groupHandle=handle,
                userHandleArray=[own_handle(server), wrong],
            )
        assert (refused.value.code, refused.value.reason.split(":")[0]) == (code, "userHandleArray/items[2]")
    assert members(server, handle) == [own_handle(user)]


def test_too_many_users_at_once_are_refused(server):
    values = {"groupHandle": group(server), "userHandleArray": ["u|1|a@b.c"] * 10_001}
    with pytest.raises(Refused, match="userHandleArray: got '10001 items'"):
        server.call("addGroupMembers", companyHandle=server.company, **values)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_groups_of_the_company(server, operation):
    foreign = group(server.other_company())
    for handle, code in ((foreign, 20006), ("g|999999999", 30001)):
        with pytest.raises(Refused, match="groupHandle") as refused:
            call(server, operation, handle, server)
        assert refused.value.code == code


@pytest.mark.documented
@pytest.mark.parametrize("operation", [*OPERATIONS, "getGroupMembers"])
def test_a_role_that_may_not_is_refused(server, operation):
    handle = group(server, "Editors", server)
    users = {} if operation == "getGroupMembers" else {"userHandleArray": []}
    for caller, code in ((server.as_user(), 20003), (inactive(server), 20006), (server.other_company(), 20006)):
        with pytest.raises(Refused) as refused:
            caller.call(operation, companyHandle=server.company, groupHandle=handle, **users)
        assert refused.value.code == code
    assert members(server, handle) == [own_handle(server)]


def test_who_is_not_active_may_be_in_a_group_and_it_counts_for_nothing(server):
    user = inactive(server)
    handle = group(server, "Editors", user)
    assert members(server, handle) == [own_handle(user)]
    assert groups_of(user) == []


def test_an_ips_admin_acts_in_every_company(server):
    handle = group(server)
    call(server.as_ips_admin(), "addGroupMembers", handle, server)
    assert members(server, handle) == [own_handle(server)]


def test_an_ips_admin_is_in_a_group_only_where_it_is_a_member(server):
    admin = server.as_ips_admin()
    handle = group(server)
    with pytest.raises(Refused) as refused:
        call(admin, "addGroupMembers", handle, admin)
    assert refused.value.code == 20007
    call(admin, "addGroupMembers", handle, join(admin, server.company, "IpsCompanyAdmin"))
    assert members(server, handle) == [own_handle(admin)]
