"""createPropertySet, updatePropertySet, deletePropertySet and getPropertySets."""

import re
import secrets

import pytest
from property_calls import create, kind, sets, written

from harness import Refused
from made_people import inactive, join, own_handle

HERE = {"a": "1", "b": "2"}


def update(server, handle, replace=None, **properties):
    server.call("updatePropertySet", setHandle=handle, replaceProperties=replace, propertyArray=written(properties))


@pytest.mark.documented
def test_a_set_of_each_kind_of_owner_is_found_by_that_owner_alone(server):
    user, other = own_handle(server), own_handle(server.as_user())
    of_user, of_company, of_both = (
        kind(server, name) for name in ("UserProperty", "CompanyProperty", "UserCompanyProperty")
    )
    made = create(server, of_user, user, a="1")
    assert made.startswith("ps|")
    assert sets(server, of_user, user) == {made: {"a": "1"}}
    assert sets(server, of_user, other) == {}
    made = create(server, of_company, server.company, a="2")
    assert sets(server, of_company, server.company) == {made: {"a": "2"}}
    made = create(server, of_both, user, server.company, a="3")
    assert sets(server, of_both, user, server.company) == {made: {"a": "3"}}
    assert sets(server, of_both, other, server.company) == {}


@pytest.mark.documented
def test_a_set_shows_its_type_and_its_properties_in_their_order(server):
    of = kind(server)
    made = create(server, of, z="1", a="", ü="<&>")
    (shown,) = server.call("getPropertySets", typeHandle=of, primaryOwnerHandle=server.company).setArray
    assert (shown.setHandle, shown.typeHandle, shown.permissions) == (made, of, None)
    assert [(one.name, one.value) for one in shown.propertyArray] == [("z", "1"), ("a", ""), ("ü", "<&>")]


@pytest.mark.documented
def test_a_new_set_takes_the_place_of_the_old_one_unless_the_type_allows_several(server):
    single, several = kind(server), kind(server, multiple=True)
    create(server, single, a="1")
    new = create(server, single, b="2")
    assert sets(server, single) == {new: {"b": "2"}}
    first, second = create(server, several, a="1"), create(server, several, b="2")
    assert list(sets(server, several)) == [first, second]


def test_the_place_of_another_owner_is_not_taken(server):
    of = kind(server, "UserProperty")
    me, other = own_handle(server), own_handle(server.as_user())
    create(server, of, me, a="1")
    create(server, of, other, a="2")
    assert list(sets(server, of, me).values()) == [{"a": "1"}]


@pytest.mark.documented
def test_updating_keeps_what_is_not_named_unless_all_is_to_be_replaced(server):
    of = kind(server)
    made = create(server, of, **HERE)
    for replace in (None, False):
        update(server, made, replace, b="3", c="4")
        assert sets(server, of) == {made: {"a": "1", "b": "3", "c": "4"}}
    update(server, made, replace=True, c="5")
    assert sets(server, of) == {made: {"c": "5"}}
    update(server, made, replace=True)
    assert sets(server, of) == {made: {}}


@pytest.mark.documented
def test_a_deleted_set_is_gone_and_the_others_stay(server):
    of = kind(server, multiple=True)
    gone, kept = create(server, of, a="1"), create(server, of, a="2")
    server.call("deletePropertySet", setHandle=gone)
    assert list(sets(server, of)) == [kept]
    for operation, values in (("deletePropertySet", {}), ("updatePropertySet", {"propertyArray": []})):
        with pytest.raises(Refused, match="30001: setHandle"):
            server.call(operation, setHandle=gone, **values)


@pytest.mark.documented
def test_a_user_sees_and_changes_its_own(server):
    of = kind(server, "UserProperty")
    user = server.as_user("ImagePortalUser")
    made = create(server, of, own_handle(user), a="1")
    update(user, made, a="2")
    assert sets(user, of, own_handle(user)) == {made: {"a": "2"}}
    with pytest.raises(Refused, match="20003"):
        user.call("deletePropertySet", setHandle=made)
    with pytest.raises(Refused, match="20003"):
        create(user, of, own_handle(user))


@pytest.mark.documented
def test_a_member_changes_what_is_the_companys(server):
    of = kind(server)
    made = create(server, of, a="1")
    user = server.as_user()
    update(user, made, a="2")
    assert sets(user, of) == {made: {"a": "2"}}


def test_another_users_are_for_administrators_of_a_company_of_that_user(server):
    values = {"name": secrets.token_hex(8), "propertyType": "UserProperty", "allowMultiple": False}
    of = server.as_ips_admin().call("createPropertySetType", **values).typeHandle
    user = server.as_user()
    owner = own_handle(user)
    made = create(server, of, owner, a="1")
    assert list(sets(server, of, owner)) == [made]
    for stranger in (server.as_user(), server.other_company()):
        with pytest.raises(Refused, match="20007: primaryOwnerHandle"):
            sets(stranger, of, owner)
        with pytest.raises(Refused, match="20007: setHandle"):
            update(stranger, made, a="2")
    update(server.as_ips_admin(), made, a="3")
    assert sets(user, of, owner) == {made: {"a": "3"}}


def test_a_user_in_a_company_must_be_in_that_company(server):
    of = kind(server, "UserCompanyProperty")
    with pytest.raises(Refused, match="20007: primaryOwnerHandle"):
        create(server, of, own_handle(server.other_company()), server.company)
    assert create(server, of, own_handle(inactive(server)), server.company)
    with pytest.raises(Refused, match="20002: primaryOwnerHandle"):
        create(server, of, "u|999999999|a@b.c", server.company)


def test_owners_must_fit_the_type(server):
    me, theirs = own_handle(server), server.other_company().company
    cases = (
        ("UserProperty", me, server.company, "30001: secondaryOwnerHandle"),
        ("CompanyProperty", server.company, me, "30001: secondaryOwnerHandle"),
        ("UserCompanyProperty", me, None, "30002: secondaryOwnerHandle"),
        ("UserCompanyProperty", me, theirs, "20006: secondaryOwnerHandle"),
        ("CompanyProperty", theirs, None, "20006: primaryOwnerHandle"),
        ("CompanyProperty", "u|1|a@b.c", None, "30001: primaryOwnerHandle"),
        ("UserProperty", server.company, None, "30001: primaryOwnerHandle"),
    )
    for property_type, first, second, code in cases:
        of = kind(server, property_type)
        with pytest.raises(Refused, match=code):
            create(server, of, first, second)
        with pytest.raises(Refused, match=code):
            sets(server, of, first, second)


def test_a_company_of_another_type_does_not_fit(server):
    other = server.other_company()
    join(server, other.company, "IpsCompanyAdmin")
    with pytest.raises(Refused, match="30001: primaryOwnerHandle"):
        create(server, kind(server), other.company)


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        ([("", "1")], "propertyArray/items[1]/name"),
        ([("a", "1"), ("x" * 256, "1")], "propertyArray/items[2]/name"),
        ([("a", "1"), ("a", "2")], "propertyArray/items[2]/name"),
        ([(str(number), "") for number in range(1_001)], "propertyArray"),
    ],
)
def test_properties_that_cannot_be_fault_and_say_where(server, properties, place):
    of = kind(server)
    made = create(server, of, a="0")
    array = [{"name": name, "value": value} for name, value in properties]
    for operation, values in (
        ("createPropertySet", {"typeHandle": of, "primaryOwnerHandle": server.company}),
        ("updatePropertySet", {"setHandle": made}),
    ):
        with pytest.raises(Refused) as e:
            server.call(operation, propertyArray=array, **values)
        assert (e.value.code, e.value.reason.split(":")[0]) == (30001, place)
    assert sets(server, of) == {made: {"a": "0"}}


def test_a_set_does_not_grow_beyond_the_limit_by_updates(server):
    made = create(server, kind(server), **{f"n{number}": "" for number in range(1_000)})
    update(server, made, n0="1")
    with pytest.raises(Refused, match=r"30001: propertyArray.*1000"):
        update(server, made, one_more="")


def test_a_set_of_another_company_is_out_of_reach(server):
    other = server.other_company()
    theirs = create(other, kind(other), a="1")
    for operation, values in (("deletePropertySet", {}), ("updatePropertySet", {"propertyArray": []})):
        with pytest.raises(Refused, match=f"20006: setHandle: got '{re.escape(theirs)}'"):
            server.call(operation, setHandle=theirs, **values)


@pytest.mark.parametrize("handle", ["", "nonsense", "ps|x", "ps|999999999999999999999"])
def test_a_malformed_handle_faults(server, handle):
    with pytest.raises(Refused, match="30001: setHandle"):
        server.call("deletePropertySet", setHandle=handle)
