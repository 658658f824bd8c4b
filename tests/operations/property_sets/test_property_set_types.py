"""createPropertySetType, deletePropertySetType, getPropertySetType and getPropertySetTypes."""

import re
import secrets

import pytest
from property_calls import create, kind, sets

from harness import Refused
from looks.steps import ask
from made_people import join


def listed(server, **values):
    return [one.name for one in server.call("getPropertySetTypes", **values).typeArray]


def one(server, name, **values):
    return server.call("getPropertySetType", name=name, **values).type


@pytest.mark.documented
@pytest.mark.parametrize("property_type", ["UserProperty", "CompanyProperty", "UserCompanyProperty"])
@pytest.mark.parametrize("multiple", [True, False])
def test_a_type_is_told_of_as_it_was_made(server, property_type, multiple):
    handle = kind(server, property_type, " SavedSearch ", multiple=multiple)
    assert handle.startswith("pt|")
    assert vars(one(server, "SavedSearch", companyHandle=server.company)) == {
        "typeHandle": handle,
        "companyHandle": server.company,
        "name": "SavedSearch",
        "propertyType": property_type,
        "allowMultiple": multiple,
    }


@pytest.mark.documented
def test_those_of_a_company_and_the_global_ones_are_apart(server):
    name = f"Global.{secrets.token_hex(4)}"
    values = {"name": name, "propertyType": "UserProperty", "allowMultiple": False}
    handle = server.as_ips_admin().call("createPropertySetType", **values).typeHandle
    for own in ("b", "a"):
        kind(server, name=own)
    kind(server.other_company(), name="theirs")
    assert listed(server, companyHandle=server.company) == ["a", "b"]
    assert name in listed(server)
    assert "a" not in listed(server)
    found = one(server, name)
    assert (found.typeHandle, found.companyHandle) == (handle, None)
    with pytest.raises(Refused, match="30001: name"):
        one(server, name, companyHandle=server.company)
    with pytest.raises(Refused, match="30001: name"):
        one(server, "a")


def test_a_name_is_used_once_in_a_company_and_once_among_the_global_ones(server):
    name, admin = secrets.token_hex(8), server.as_ips_admin()
    values = {"name": name, "propertyType": "UserProperty", "allowMultiple": False}
    admin.call("createPropertySetType", **values)
    kind(server, name=name)
    kind(server.other_company(), name=name)
    for again in ({}, {"companyHandle": server.company}):
        with pytest.raises(Refused, match="already in use"):
            admin.call("createPropertySetType", **values, **again)


@pytest.mark.documented
def test_an_ips_admin_alone_makes_and_deletes_global_types(server):
    values = {"name": secrets.token_hex(4), "propertyType": "UserProperty", "allowMultiple": False}
    with pytest.raises(Refused, match="30002: companyHandle"):
        server.call("createPropertySetType", **values)
    admin = server.as_ips_admin()
    handle = admin.call("createPropertySetType", **values).typeHandle
    with pytest.raises(Refused, match="20005: typeHandle"):
        server.call("deletePropertySetType", typeHandle=handle)
    admin.call("deletePropertySetType", typeHandle=handle)
    assert values["name"] not in listed(server)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("name", ""), ("name", "x" * 256), ("name", "a\tb"), ("propertyType", "AssetProperty"), ("propertyType", "")],
)
def test_what_cannot_be_faults_naming_the_field(server, field, wrong):
    values = {"name": "x", "propertyType": "UserProperty", "allowMultiple": False, field: wrong}
    with pytest.raises(Refused, match=f"30001: {field}"):
        ask(server, "createPropertySetType", **values)


@pytest.mark.documented
def test_a_deleted_type_takes_its_sets_along_and_no_others(server):
    gone, kept = kind(server, multiple=True), kind(server)
    create(server, gone, a="1")
    create(server, gone, a="2")
    other = create(server, kept, a="3")
    server.call("deletePropertySetType", typeHandle=gone)
    with pytest.raises(Refused, match="30001: typeHandle"):
        sets(server, gone)
    with pytest.raises(Refused, match="30001: typeHandle"):
        server.call("deletePropertySetType", typeHandle=gone)
    assert sets(server, kept) == {other: {"a": "3"}}


def test_a_type_of_another_company_is_out_of_reach(server):
    theirs = kind(server.other_company())
    for operation, values in (
        ("deletePropertySetType", {}),
        ("getPropertySets", {"primaryOwnerHandle": server.company}),
        ("createPropertySet", {"primaryOwnerHandle": server.company, "propertyArray": []}),
    ):
        with pytest.raises(Refused, match=f"20006: typeHandle: got '{re.escape(theirs)}'"):
            server.call(operation, typeHandle=theirs, **values)


@pytest.mark.documented
def test_who_may(server):
    handle = kind(server.as_user("ImagePortalAdmin"), name="a")
    assert listed(server.as_user("ImagePortalUser"), companyHandle=server.company) == ["a"]
    assert one(server.as_user("TrialSiteUser"), "a", companyHandle=server.company).typeHandle == handle
    user = server.as_user("IpsUser")
    with pytest.raises(Refused, match="20003"):
        kind(user)
    with pytest.raises(Refused, match="20003"):
        user.call("deletePropertySetType", typeHandle=handle)
    server.as_user("TrialSiteAdmin").call("deletePropertySetType", typeHandle=handle)


def test_an_administrator_elsewhere_is_none_here(server):
    handle = kind(server)
    guest = join(server.other_company(), server.company, "IpsUser")
    with pytest.raises(Refused, match="20003"):
        guest.call("deletePropertySetType", typeHandle=handle)
    with pytest.raises(Refused, match="20003"):
        guest.call("createPropertySet", typeHandle=handle, primaryOwnerHandle=server.company, propertyArray=[])
