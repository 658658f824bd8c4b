"""What the tests of groups do again and again."""

from made_people import own_handle


def group(server, name="Editors", *users):
    """A new group with some users in it; returns its handle."""
    handle = server.call("saveGroup", companyHandle=server.company, name=name, isSystemDefined=False).groupHandle
    if users:
        call(server, "addGroupMembers", handle, *users)
    return handle


def call(server, operation, handle, *users):
    """One of the three operations that say who is in a group."""
    named = [own_handle(user) for user in users]
    return server.call(operation, companyHandle=server.company, groupHandle=handle, userHandleArray=named)


def members(server, handle):
    found = server.call("getGroupMembers", companyHandle=server.company, groupHandle=handle)
    return found.userHandleArray


def groups_of(server, **values):
    return [each.name for each in server.call("getGroupMembership", **values).groupArray]


def names(server):
    return [each.name for each in server.call("getGroups", companyHandle=server.company).groupArray]
