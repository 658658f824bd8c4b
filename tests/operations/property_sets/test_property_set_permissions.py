"""setPropertySetPermissions, updatePropertySetPermissions and removePropertySetPermissions."""

import secrets

import pytest
from property_calls import create, kind, sets, written

from harness import Refused
from looks.steps import ask
from made_people import own_handle

GROUPED = ("setPropertySetPermissions", "updatePropertySetPermissions")


def item(group, kind_="Read", *, allowed=True):
    return {"groupHandle": group, "permissionType": kind_, "isAllowed": allowed, "isOverride": False}


def grant(server, operation, handle, *items):
    array = "permissionArray" if operation.startswith("set") else "updateArray"
    server.call(operation, setHandle=handle, **{array: list(items)})


def shown(server, of):
    (one,) = server.call("getPropertySets", typeHandle=of, primaryOwnerHandle=server.company).setArray
    return one.permissions and [(each.groupName, each.permissionType, each.isAllowed) for each in one.permissions]


@pytest.fixture
def group(server):
    return ask(server, "saveGroup", name="Editors", isSystemDefined=False).groupHandle


@pytest.fixture
def user(server, group):
    user = server.as_user("ImagePortalContrib", permitted=False)
    ask(server, "addGroupMembers", groupHandle=group, userHandleArray=[own_handle(user)])
    return user


def test_who_is_bound_needs_read_to_see_a_set_and_write_to_change_it(server, group, user):
    of = kind(server)
    made = create(server, of, a="1")
    assert list(sets(user, of)) == [made]
    grant(server, "setPropertySetPermissions", made)
    assert sets(user, of) == {}
    grant(server, "setPropertySetPermissions", made, item(group))
    assert list(sets(user, of)) == [made]
    with pytest.raises(Refused, match=r"20009: setHandle.*Write"):
        user.call("updatePropertySet", setHandle=made, propertyArray=[])
    grant(server, "updatePropertySetPermissions", made, item(group, "Write"))
    user.call("updatePropertySet", setHandle=made, propertyArray=written({"a": "2"}))
    assert sets(server, of) == {made: {"a": "2"}}
    grant(server, "updatePropertySetPermissions", made, item(group, allowed=False))
    assert sets(user, of) == {}
    server.call("removePropertySetPermissions", setHandle=made)
    assert list(sets(user, of)) == [made]


def test_nobody_else_is_bound(server):
    of = kind(server)
    made = create(server, of, a="1")
    grant(server, "setPropertySetPermissions", made)
    for role in ("IpsUser", "ImagePortalAdmin", "TrialSiteUser"):
        assert list(sets(server.as_user(role), of)) == [made]


@pytest.mark.documented
def test_a_set_can_be_born_with_permissions(server, group):
    of = kind(server)
    create(server, of, permissions=[item(group), item(group, "Delete", allowed=False)], a="1")
    assert shown(server, of) == [("Editors", "Delete", False), ("Editors", "Read", True)]


def test_what_is_shown_is_what_was_set_and_updated(server, group):
    of = kind(server)
    made = create(server, of)
    assert shown(server, of) is None
    grant(server, "setPropertySetPermissions", made, item(group, "Write"))
    grant(server, "updatePropertySetPermissions", made, item(group, "Write", allowed=False), item(group))
    assert shown(server, of) == [("Editors", "Read", True), ("Editors", "Write", False)]
    grant(server, "setPropertySetPermissions", made, item(group))
    assert shown(server, of) == [("Editors", "Read", True)]
    server.call("removePropertySetPermissions", setHandle=made)
    assert shown(server, of) is None


def test_a_set_of_no_company_takes_groups_of_one_that_the_caller_administers(server, group, user):
    values = {"name": secrets.token_hex(8), "propertyType": "UserProperty", "allowMultiple": False}
    of = server.as_ips_admin().call("createPropertySetType", **values).typeHandle
    made = create(server, of, own_handle(user), a="1")
    grant(server, "setPropertySetPermissions", made, item(group, "Write"))
    assert sets(user, of, own_handle(user)) == {}
    with pytest.raises(Refused, match="30001: permissionArray"):
        grant(server, "setPropertySetPermissions", made)
    theirs = ask(server.other_company(), "saveGroup", name="Theirs", isSystemDefined=False).groupHandle
    with pytest.raises(Refused, match="20006"):
        grant(server, "setPropertySetPermissions", made, item(theirs))


@pytest.mark.parametrize("operation", GROUPED)
def test_each_kind_of_wrong_permission_faults_and_says_where(server, group, operation):
    made = create(server, kind(server))
    theirs = ask(server.other_company(), "saveGroup", name="Theirs", isSystemDefined=False).groupHandle
    array = "permissionArray" if operation.startswith("set") else "updateArray"
    for wrong, code, place in (
        (item("g|999999999"), 30001, "items[1]/groupHandle"),
        (item(theirs), 20006, "items[1]/groupHandle"),
        (item(group, "Look"), 30001, "items[1]/permissionType"),
    ):
        with pytest.raises(Refused) as e:
            grant(server, operation, made, wrong)
        assert (e.value.code, e.value.reason.split(":")[0]) == (code, f"{array}/{place}")


@pytest.mark.parametrize("operation", [*GROUPED, "removePropertySetPermissions"])
def test_who_may(server, group, operation):
    made = create(server, kind(server))
    values = (
        {}
        if operation.startswith("remove")
        else {"permissionArray" if operation.startswith("set") else "updateArray": [item(group)]}
    )
    for caller in (server.as_user("IpsUser"), server.as_user("ImagePortalContrib")):
        with pytest.raises(Refused, match="20003"):
            caller.call(operation, setHandle=made, **values)
    with pytest.raises(Refused, match="20006: setHandle"):
        server.other_company().call(operation, setHandle=made, **values)
    for caller in (server.as_user("ImagePortalAdmin"), server.as_user("TrialSiteAdmin"), server.as_ips_admin()):
        caller.call(operation, setHandle=made, **values)
