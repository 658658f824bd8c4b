"""Metadata fields: made, changed, listed and deleted."""

import pytest

from harness import Refused
from looks.steps import ask
from made_assets import make
from made_metadata import dictionary, field, fields, number, put, shown

SAVED = {"assetType": "Image", "name": "Author", "fieldType": "String", "defaultValue": ""}


@pytest.mark.documented
def test_the_handle_names_company_asset_type_and_field(server):
    assert field(server) == f"m|{number(server)}|IMAGE|Author"
    assert field(server, asset_type="Asset") == f"m|{number(server)}|ASSET|Author"


@pytest.mark.documented
def test_a_field_is_listed_as_it_was_made(server):
    handle = field(server, defaultValue="Default", initialTagValue="Fall", isHidden=True, isEnforced=True)
    assert vars(fields(server)["Author"]) == {
        "fieldHandle": handle,
        "name": "Author",
        "type": "String",
        "defaultValue": "Default",
        "isRequired": False,
        "isUserDefined": True,
        "isHidden": True,
        "isEnforced": True,
        "initialTagValue": "Fall",
    }


@pytest.mark.documented
def test_a_type_lists_its_own_fields_and_those_of_all_types_by_name(server):
    for name, asset_type in (("c", "Image"), ("a", "Asset"), ("b", "Pdf")):
        field(server, name, asset_type=asset_type)
    assert list(fields(server)) == ["a", "c"]
    assert list(fields(server, "Pdf")) == ["a", "b"]
    assert list(fields(server, "Asset")) == ["a"]


@pytest.mark.documented
def test_all_fields_are_listed_by_asset_type(server):
    assert grouped(server) == {"Asset": []}
    for name, asset_type in (("c", "Pdf"), ("a", "Asset"), ("b", "Image"), ("d", "Image")):
        field(server, name, asset_type=asset_type)
    assert grouped(server) == {"Asset": ["a"], "Image": ["b", "d"], "Pdf": ["c"]}


def grouped(server):
    found = ask(server, "getAssetMetadataFields").assetFieldsArray
    assert found[0].assetType == "Asset"
    return {group.assetType: [one.name for one in group.fieldArray] for group in found}


def test_one_name_may_stand_for_several_types_once_each(server):
    field(server)
    field(server, asset_type="Pdf")
    with pytest.raises(Refused, match=r"30000.*already in use"):
        field(server)


@pytest.mark.parametrize(
    ("given", "code", "place"),
    [
        ({"asset_type": "Picture"}, 30001, "assetType"),
        ({"type_": "Number"}, 30001, "fieldType"),
        ({"name": " "}, 30001, "name"),
        ({"name": "a|b"}, 30001, "name"),
        ({"name": "n" * 256}, 30001, "name"),
        ({"type_": "MultiTag", "defaultValue": "x"}, 30001, "defaultValue"),
        ({"type_": "Int", "isEnforced": True, "defaultValue": "much"}, 30001, "defaultValue"),
        ({"type_": "BooleanTag", "initialTagValue": "Perhaps"}, 30001, "initialTagValue"),
    ],
)
def test_a_field_that_cannot_be_faults_naming_what_is_wrong(server, given, code, place):
    with pytest.raises(Refused) as e:
        field(server, **given)
    assert (e.value.code, place in e.value.reason) == (code, True)
    assert fields(server) == {}


@pytest.mark.documented
def test_only_an_ips_admin_makes_fields_by_create(server):
    with pytest.raises(Refused) as e:
        ask(server, "createMetadataField", assetType="Image", name="Author", fieldType="String")
    assert (e.value.element, e.value.code) == ("authorizationFault", 20003)


@pytest.mark.documented
def test_saving_without_a_handle_makes_a_field(server):
    given = SAVED | {"defaultValue": "120", "isHidden": True, "isEnforced": True}
    handle = ask(server.as_user(), "saveMetadataField", **given).fieldHandle
    assert handle == f"m|{number(server)}|IMAGE|Author"
    found = fields(server)["Author"]
    assert (found.defaultValue, found.isHidden, found.isEnforced) == ("120", True, True)


@pytest.mark.documented
def test_saving_with_a_handle_changes_the_field(server):
    handle = field(server, isHidden=True, isEnforced=True)
    saved = ask(server, "saveMetadataField", fieldHandle=handle, **SAVED | {"name": "Writer", "defaultValue": "Ada"})
    assert saved.fieldHandle == f"m|{number(server)}|IMAGE|Writer"
    found = fields(server)["Writer"]
    assert (found.defaultValue, found.isHidden, found.isEnforced) == ("Ada", True, True)
    ask(server, "saveMetadataField", fieldHandle=saved.fieldHandle, **SAVED, isHidden=False, isEnforced=False)
    found = fields(server)["Author"]
    assert (found.defaultValue, found.isHidden, found.isEnforced) == ("", False, False)


@pytest.mark.parametrize(("name", "value"), [("assetType", "Pdf"), ("fieldType", "Int")])
def test_what_a_field_is_for_and_holds_is_fixed(server, name, value):
    handle = field(server)
    with pytest.raises(Refused, match=f"30001.*{name}"):
        ask(server, "saveMetadataField", fieldHandle=handle, **SAVED | {name: value})


def test_saving_checks_the_asset_type(server):
    with pytest.raises(Refused, match=r"30001.*assetType"):
        ask(server, "saveMetadataField", **SAVED | {"assetType": "Picture"})


@pytest.mark.documented
def test_an_update_changes_what_is_given_and_the_handle_with_the_name(server):
    boot = make(server, "boot")
    handle = field(server, defaultValue="Default")
    put(server, boot, handle, value="Ada")
    new = ask(server, "updateMetadataField", fieldHandle=handle, name="Writer").fieldHandle
    assert new == f"m|{number(server)}|IMAGE|Writer"
    assert shown(server, boot) == {"Writer": "Ada"}
    ask(server, "updateMetadataField", fieldHandle=new, defaultValue="D", isHidden=True, isEnforced=True)
    found = fields(server)["Writer"]
    assert (found.defaultValue, found.isHidden, found.isEnforced) == ("D", True, True)
    with pytest.raises(Refused, match=r"30001.*fieldHandle"):
        ask(server, "updateMetadataField", fieldHandle=handle, name="Poet")


def test_an_update_gives_a_tag_field_its_first_value(server):
    handle = field(server, type_="MultiFixedTag")
    ask(server, "updateMetadataField", fieldHandle=handle, initialTagValue="Fall")
    assert fields(server)["Author"].initialTagValue == "Fall"
    assert dictionary(server, handle) == ["Fall"]


def test_an_update_keeps_the_rules(server):
    field(server, "Writer")
    handle = field(server, type_="Int")
    with pytest.raises(Refused, match=r"30000.*already in use"):
        ask(server, "updateMetadataField", fieldHandle=handle, name="Writer")
    with pytest.raises(Refused, match=r"30001.*defaultValue"):
        ask(server, "updateMetadataField", fieldHandle=handle, defaultValue="x", isEnforced=True)


@pytest.mark.documented
def test_a_deleted_field_is_gone_with_what_assets_had_of_it(server):
    boot = make(server, "boot")
    handle, tags = field(server), field(server, "Season", "MultiTag")
    put(server, boot, handle, value="Ada")
    put(server, boot, tags, value="Fall")
    for gone in (handle, tags):
        ask(server, "deleteMetadataField", fieldHandle=gone)
    assert fields(server) == {}
    assert shown(server, boot) == {}
    field(server, defaultValue="D")
    assert shown(server, boot) == {"Author": "D"}


def test_old_forms_of_handles_are_read(server):
    field(server, asset_type="Asset")
    for old in (f"{number(server)}|ALL|Author", f"m|{number(server)}|asset|Author"):
        assert ask(server, "updateMetadataField", fieldHandle=old).fieldHandle == f"m|{number(server)}|ASSET|Author"


@pytest.mark.parametrize("bad", ["Author", "m|x|IMAGE|Author", "m|{}|PDF|Author", "m|{}|IMAGE|author", "m|{}|IMAGE|"])
def test_a_handle_that_names_no_field_faults(server, bad):
    field(server)
    for operation in ("updateMetadataField", "deleteMetadataField"):
        with pytest.raises(Refused, match=r"30001.*fieldHandle"):
            ask(server, operation, fieldHandle=bad.format(number(server)))


def test_a_field_of_another_company_is_out_of_reach(server):
    other = server.other_company()
    handle = field(other)
    for operation in ("updateMetadataField", "deleteMetadataField", "getUniqueMetadataValues"):
        with pytest.raises(Refused) as e:
            ask(server, operation, fieldHandle=handle)
        assert e.value.code == 20006
    assert fields(server) == {}


def test_listing_checks_the_asset_type(server):
    with pytest.raises(Refused, match=r"30001.*assetType"):
        ask(server, "getMetadataFields", assetType="Picture")


@pytest.mark.parametrize("operation", ["updateMetadataField", "deleteMetadataField"])
def test_users_do_not_change_fields(server, operation):
    handle = field(server)
    with pytest.raises(Refused) as e:
        ask(server.as_user(), operation, fieldHandle=handle)
    assert e.value.code == 20003


def test_an_old_client_makes_and_sees_a_field(server):
    given = {"companyHandle": server.company, **SAVED}
    handle = server.call("saveMetadataField", "2008-01-15", **given).fieldHandle
    (found,) = server.call(
        "getMetadataFields", "2008-01-15", companyHandle=server.company, assetType="Image"
    ).fieldArray
    assert (found.fieldHandle, hasattr(found, "isHidden")) == (handle, False)
