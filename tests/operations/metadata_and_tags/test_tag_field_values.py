"""Dictionaries of tag fields: read, added to, replaced, renamed and cut."""

import pytest

from harness import Refused
from looks.steps import ask
from made_assets import make
from made_metadata import dictionary, field, put, shown

FIXED = "SingleFixedTag"
WRITERS = {
    "addTagFieldValues": {"valueArray": ["x"]},
    "setTagFieldValues": {"valueArray": ["x"]},
    "deleteTagFieldValues": {"valueArray": ["x"]},
    "updateTagFieldValues": {"updateArray": [{"oldValue": "x", "newValue": "y"}]},
}


@pytest.fixture
def place(server):
    handle = field(server, "Place", FIXED)
    ask(server, "addTagFieldValues", fieldHandle=handle, valueArray=["Nurth", "Suth", "East", "West"])
    return handle


def update(server, handle, *pairs):
    array = [{"oldValue": old, "newValue": new} for old, new in pairs]
    return ask(server, "updateTagFieldValues", fieldHandle=handle, updateArray=array)


@pytest.mark.documented
def test_dictionaries_are_read_in_the_order_asked_and_the_order_they_have(server, place):
    other = field(server, "Group", "SingleTag", initialTagValue="GroupB")
    found = ask(server, "getTagFieldValues", fieldHandleArray=[other, place]).fieldArray
    assert [(one.fieldHandle, one.valueArray) for one in found] == [
        (other, ["GroupB"]),
        (place, ["Nurth", "Suth", "East", "West"]),
    ]


@pytest.mark.documented
def test_what_is_added_stands_behind_what_is_there(server, place):
    ask(server, "addTagFieldValues", fieldHandle=place, valueArray=["Pineapple", "East", "Banana", "Banana"])
    assert dictionary(server, place) == ["Nurth", "Suth", "East", "West", "Pineapple", "Banana"]


@pytest.mark.documented
def test_assets_keep_values_that_survive_a_new_dictionary(server, place):
    east, west = make(server, "east"), make(server, "west")
    put(server, east, place, value="East")
    put(server, west, place, value="West")
    ask(server, "setTagFieldValues", fieldHandle=place, valueArray=["Zenith", "East", "East"])
    assert dictionary(server, place) == ["Zenith", "East"]
    assert (shown(server, east), shown(server, west)) == ({"Place": ["East"]}, {})
    ask(server, "setTagFieldValues", fieldHandle=place, valueArray=[])
    assert dictionary(server, place) == []


@pytest.mark.documented
def test_renamed_values_are_those_of_their_assets_and_what_cannot_be_is_told(server, place):
    boot = make(server, "boot")
    put(server, boot, place, value="Nurth")
    reply = update(server, place, ("Nurth", "North"), ("Suth", "South"), ("East", "West"), ("Banana", "Pear"))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (2, 0, 2)
    assert [(one.value, one.code) for one in reply.errorDetailArray] == [("East", 30001), ("Banana", 30001)]
    assert "'West' already exists" in reply.errorDetailArray[0].reason
    assert "'Banana'" in reply.errorDetailArray[1].reason
    assert dictionary(server, place) == ["North", "South", "East", "West"]
    assert shown(server, boot) == {"Place": ["North"]}


def test_renames_see_those_before_them_and_one_to_itself_warns(server, place):
    reply = update(server, place, ("East", "Orient"), ("West", "East"), ("Suth", "Suth"), ("Nurth", " "))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (2, 1, 1)
    assert reply.warningDetailArray[0].value == "Suth"
    assert dictionary(server, place) == ["Nurth", "Suth", "Orient", "East"]


@pytest.mark.documented
def test_deleted_values_are_gone_also_from_assets(server, place):
    boot = make(server, "boot")
    put(server, boot, place, value="East")
    ask(server, "deleteTagFieldValues", fieldHandle=place, valueArray=["East", "Suth", "East"])
    assert dictionary(server, place) == ["Nurth", "West"]
    assert shown(server, boot) == {}


def test_a_value_that_is_not_there_deletes_nothing(server, place):
    with pytest.raises(Refused, match=r"30001.*Banana"):
        ask(server, "deleteTagFieldValues", fieldHandle=place, valueArray=["East", "Banana"])
    assert "East" in dictionary(server, place)


@pytest.mark.documented
@pytest.mark.parametrize("operation", WRITERS)
def test_a_boolean_tag_keeps_its_dictionary(server, operation):
    handle = field(server, "New", "BooleanTag")
    with pytest.raises(Refused, match=r"30001.*fieldHandle"):
        ask(server, operation, fieldHandle=handle, **WRITERS[operation])
    assert dictionary(server, handle) == ["True", "False"]


@pytest.mark.parametrize("operation", WRITERS)
def test_only_administrators_change_tag_fields_and_only_of_their_company(server, operation):
    handle, far = field(server, "Place", FIXED), field(server.other_company(), "Place", FIXED)
    cases = [
        (server.as_user(), handle, 20003),
        (server, far, 20006),
        (server, field(server), 30001),
        (server, f"{handle}x", 30001),
    ]
    for caller, asked, code in cases:
        with pytest.raises(Refused) as e:
            ask(caller, operation, fieldHandle=asked, **WRITERS[operation])
        assert e.value.code == code, asked


@pytest.mark.parametrize("operation", ["addTagFieldValues", "setTagFieldValues"])
@pytest.mark.parametrize("bad", [[""], ["x" * 256], ["x"] * 10_001])
def test_values_that_cannot_be_fault(server, place, operation, bad):
    with pytest.raises(Refused, match=r"30001.*valueArray/items"):
        ask(server, operation, fieldHandle=place, valueArray=["good", *bad])
    assert len(dictionary(server, place)) == 4


def test_too_many_renames_fault(server, place):
    with pytest.raises(Refused, match=r"30001.*updateArray"):
        update(server, place, *[("a", "b")] * 10_001)


def test_reading_names_the_handle_that_is_wrong(server, place):
    for bad, code in ((field(server), 30001), (field(server.other_company(), "T", FIXED), 20006), ("x", 30001)):
        with pytest.raises(Refused) as e:
            ask(server, "getTagFieldValues", fieldHandleArray=[place, bad])
        assert (e.value.code, "fieldHandleArray/items" in e.value.reason) == (code, True)
