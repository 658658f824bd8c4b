"""Who sees what is done to groups."""

from looks import look
from looks.steps import ask
from made_people import own_handle


def _group(server, name="Editors", *users):
    """A new group with some users in it; returns its handle."""
    handle = ask(server, "saveGroup", name=name, isSystemDefined=False).groupHandle
    if users:
        ask(server, "addGroupMembers", groupHandle=handle, userHandleArray=list(users))
    return handle


def _members(server, group):
    return ask(server, "getGroupMembers", groupHandle=group).userHandleArray


def _groups_of(user):
    return [group.name for group in ask(user, "getGroupMembership").groupArray]


def _names(server):
    return [group.name for group in ask(server, "getGroups").groupArray]


@look("saveGroup", "getGroups")
def a_saved_group_is_listed(server):
    handle = _group(server)
    ask(server, "saveGroup", groupHandle=handle, name="Writers", isSystemDefined=False)
    assert _names(server) == ["Writers"]


@look("saveGroup", "getGroupMembership")
def a_renamed_group_is_so_for_its_members(server):
    handle = _group(server, "Editors", own_handle(server))
    ask(server, "saveGroup", groupHandle=handle, name="Writers", isSystemDefined=False)
    assert _groups_of(server) == ["Writers"]


@look("deleteGroup", "getGroups")
def a_deleted_group_is_listed_no_more(server):
    ask(server, "deleteGroup", groupHandle=_group(server))
    assert _names(server) == []


@look("deleteGroup", "getGroupMembership")
def nobody_is_in_a_deleted_group(server):
    kept = own_handle(server)
    gone = _group(server, "Editors", kept)
    _group(server, "Writers", kept)
    ask(server, "deleteGroup", groupHandle=gone)
    assert _groups_of(server) == ["Writers"]


@look("addGroupMembers", "getGroupMembers")
def added_members_are_listed(server):
    user = own_handle(server.as_user())
    group = _group(server)
    ask(server, "addGroupMembers", groupHandle=group, userHandleArray=[user])
    assert _members(server, group) == [user]


@look("addGroupMembers", "getGroupMembership")
def an_added_member_sees_the_group(server):
    user = server.as_user()
    ask(server, "addGroupMembers", groupHandle=_group(server), userHandleArray=[own_handle(user)])
    assert _groups_of(user) == ["Editors"]


@look("addGroupMembers", "getUsers")
def an_added_member_is_found_by_the_group(server):
    user = server.as_user()
    group = _group(server, "Editors", own_handle(user))
    assert [each.email for each in server.call("getUsers", groupHandleArray=[group]).userArray] == [user.email]


@look("removeGroupMembers", "getGroupMembers")
def removed_members_are_listed_no_more(server):
    users = [own_handle(server.as_user()) for _ in range(2)]
    group = _group(server, "Editors", *users)
    ask(server, "removeGroupMembers", groupHandle=group, userHandleArray=users[:1])
    assert _members(server, group) == users[1:]


@look("removeGroupMembers", "getGroupMembership")
def a_removed_member_sees_the_group_no_more(server):
    user = server.as_user()
    group = _group(server, "Editors", own_handle(user))
    ask(server, "removeGroupMembers", groupHandle=group, userHandleArray=[own_handle(user)])
    assert _groups_of(user) == []


@look("setGroupMembers", "getGroupMembers")
def set_members_are_all_there_are(server):
    users = [own_handle(server.as_user()) for _ in range(3)]
    group = _group(server, "Editors", *users[:2])
    ask(server, "setGroupMembers", groupHandle=group, userHandleArray=users[1:])
    assert _members(server, group) == users[1:]


@look("setGroupMembers", "getGroupMembership")
def who_is_not_set_is_out(server):
    leaver, comer = server.as_user(), server.as_user()
    group = _group(server, "Editors", own_handle(leaver))
    ask(server, "setGroupMembers", groupHandle=group, userHandleArray=[own_handle(comer)])
    assert (_groups_of(leaver), _groups_of(comer)) == ([], ["Editors"])


def _both(server):
    """A user, and two groups it is in the first of."""
    user = server.as_user()
    return user, _group(server, "Editors", own_handle(user)), _group(server, "Writers")


@look("addGroupMembership", "getGroupMembers")
def who_entered_a_group_is_listed(server):
    user, _, second = _both(server)
    server.call("addGroupMembership", userHandle=own_handle(user), groupHandleArray=[second])
    assert _members(server, second) == [own_handle(user)]


@look("addGroupMembership", "getGroupMembership")
def who_entered_a_group_sees_it(server):
    user, _, second = _both(server)
    server.call("addGroupMembership", userHandle=own_handle(user), groupHandleArray=[second])
    assert _groups_of(user) == ["Editors", "Writers"]


@look("removeGroupMembership", "getGroupMembers")
def who_left_a_group_is_listed_no_more(server):
    user, first, _ = _both(server)
    server.call("removeGroupMembership", userHandle=own_handle(user), groupHandleArray=[first])
    assert _members(server, first) == []


@look("removeGroupMembership", "getGroupMembership")
def who_left_a_group_does_not_see_it(server):
    user, first, second = _both(server)
    server.call("addGroupMembership", userHandle=own_handle(user), groupHandleArray=[second])
    server.call("removeGroupMembership", userHandle=own_handle(user), groupHandleArray=[first])
    assert _groups_of(user) == ["Writers"]


@look("setGroupMembership", "getGroupMembers")
def the_groups_of_a_user_list_it_and_no_others_do(server):
    user, first, second = _both(server)
    ask(server, "setGroupMembership", userHandle=own_handle(user), groupHandleArray=[second])
    assert (_members(server, first), _members(server, second)) == ([], [own_handle(user)])


@look("setGroupMembership", "getGroupMembership")
def a_user_is_in_the_groups_set(server):
    user, _, second = _both(server)
    ask(server, "setGroupMembership", userHandle=own_handle(user), groupHandleArray=[second])
    assert _groups_of(user) == ["Writers"]
