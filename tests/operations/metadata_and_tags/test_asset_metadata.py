"""setAssetMetadata, deleteAssetMetadata and getUniqueMetadataValues: what assets have of metadata fields."""

from datetime import UTC, datetime

import pytest

from harness import Refused
from looks.steps import ask, by_handle
from made_assets import long_ago, make
from made_metadata import dictionary, field, put, shown

DAY = datetime(2008, 1, 15, 8, 30, tzinfo=UTC)


@pytest.fixture
def boot(server):
    return make(server, "boot")


def unique(server, handle):
    return ask(server, "getUniqueMetadataValues", fieldHandle=handle).values


@pytest.mark.documented
def test_a_value_is_set_changed_and_shown(server, boot):
    handle = field(server, "Resolution", defaultValue="120")
    assert shown(server, boot) == {"Resolution": "120"}
    put(server, boot, handle, value="320")
    assert shown(server, boot) == {"Resolution": "320"}
    assert unique(server, handle) == ["320"]
    put(server, boot, handle, value="400")
    assert unique(server, handle) == ["400"]


def test_only_fields_of_its_type_are_shown_and_only_those_with_something_to_show(server, boot):
    field(server, "a", asset_type="Pdf", defaultValue="x")
    field(server, "b")
    field(server, "c", asset_type="Asset", defaultValue="y")
    assert shown(server, boot) == {"c": "y"}


@pytest.mark.documented
@pytest.mark.parametrize(
    ("type_", "given", "name", "value"),
    [
        ("Boolean", {"boolVal": True}, "boolVal", True),
        ("Int", {"longVal": 2**62 + 1}, "longVal", 2**62 + 1),
        ("Float", {"doubleVal": 1.5}, "doubleVal", 1.5),
        ("Date", {"dateVal": DAY}, "dateVal", DAY),
        ("Boolean", {"value": "FALSE"}, "boolVal", False),
        ("Int", {"value": " -7 "}, "longVal", -7),
        ("Float", {"value": "1e3"}, "doubleVal", 1000.0),
        ("Date", {"value": "2008-01-15T09:30:00+01:00"}, "dateVal", DAY),
    ],
)
def test_typed_values_come_back_typed(server, boot, type_, given, name, value):
    put(server, boot, field(server, "f", type_), **given)
    (found,) = by_handle(server, boot).metadataArray
    assert getattr(found, name) == value
    others = {"boolVal", "longVal", "doubleVal", "dateVal"} - {name}
    assert [getattr(found, other) for other in others] == [None, None, None]
    assert found.value.strip() == str(given.get("value", found.value)).strip()


@pytest.mark.documented
@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("Boolean", "true", "perhaps"),
        ("Color", "#FF8000", "orange"),
        ("Date", "2008-01-15", "yesterday"),
        ("Dimension", "12.5 in", "long"),
        ("FileName", "boot.jpg", "shoes/boot.jpg"),
        ("Float", "-1.5", "nan"),
        ("Int", "42", str(2**63)),
    ],
)
def test_an_enforced_field_refuses_what_another_keeps_as_text(server, boot, type_, good, bad):
    loose, strict = field(server, "loose", type_), field(server, "strict", type_, isEnforced=True)
    put(server, boot, loose, value=bad)
    put(server, boot, strict, value=good)
    with pytest.raises(Refused) as e:
        put(server, boot, strict, value=bad)
    assert (e.value.code, "updateArray/items[1]/value" in e.value.reason) == (30001, True)
    assert shown(server, boot) == {"loose": bad, "strict": good}
    (kept, _) = by_handle(server, boot).metadataArray
    assert [kept.boolVal, kept.longVal, kept.doubleVal, kept.dateVal] == [None] * 4


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["String", "Untyped"])
def test_texts_are_any(server, boot, type_):
    put(server, boot, field(server, "f", type_, isEnforced=True), value="日本 <&> \U0010ffff")
    assert shown(server, boot) == {"f": "日本 <&> \U0010ffff"}


@pytest.mark.documented
@pytest.mark.parametrize(
    ("type_", "given", "place"),
    [
        ("String", {"longVal": 1}, "longVal"),
        ("Int", {"doubleVal": 1.0}, "doubleVal"),
        ("Float", {"boolVal": True}, "boolVal"),
        ("Int", {"dateVal": DAY}, "dateVal"),
        ("Int", {"value": "1", "longVal": 1}, "items[1]"),
        ("String", {"addTagValueArray": ["x"]}, "addTagValueArray"),
        ("String", {"setTagValueArray": ["x"]}, "setTagValueArray"),
        ("String", {"deleteTagValueArray": ["x"]}, "deleteTagValueArray"),
        ("MultiTag", {"longVal": 1}, "longVal"),
        ("MultiTag", {"boolVal": True}, "boolVal"),
        ("MultiTag", {"value": "x", "setTagValueArray": ["y"]}, "items[1]"),
        ("MultiTag", {"value": "x" * 256}, "value"),
        ("String", {"value": "x" * 32_001}, "value"),
    ],
)
def test_a_value_of_the_wrong_kind_faults_naming_it(server, boot, type_, given, place):
    with pytest.raises(Refused) as e:
        put(server, boot, field(server, "f", type_), **given)
    assert (e.value.code, place in e.value.reason) == (30001, True)
    assert shown(server, boot) == {}


def test_an_update_without_a_value_faults(server, boot):
    for type_ in ("String", "MultiTag"):
        with pytest.raises(Refused, match=r"30002.*updateArray/items\[1\]/value"):
            put(server, boot, field(server, type_, type_))


@pytest.mark.documented
def test_several_tags_are_set_added_and_deleted(server, boot):
    handle = field(server, "Season", "MultiTag")
    put(server, boot, handle, setTagValueArray=["Fall", "Summer"])
    assert shown(server, boot) == {"Season": ["Fall", "Summer"]}
    put(server, boot, handle, addTagValueArray=["Spring", "Fall"], deleteTagValueArray=["Summer", "Unknown"])
    assert shown(server, boot) == {"Season": ["Fall", "Spring"]}
    (found,) = by_handle(server, boot).metadataArray
    assert found.value == "Fall, Spring"
    put(server, boot, handle, value="Winter")
    assert shown(server, boot) == {"Season": ["Winter"]}
    assert dictionary(server, handle) == ["Fall", "Summer", "Spring", "Winter"]
    assert unique(server, handle) == ["Winter"]
    put(server, boot, handle, setTagValueArray=[])
    assert shown(server, boot) == {}


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["SingleTag", "SingleFixedTag"])
def test_a_single_tag_keeps_the_last_value(server, boot, type_):
    handle = field(server, "Season", type_)
    ask(server, "addTagFieldValues", fieldHandle=handle, valueArray=["Fall", "Spring", "Summer"])
    put(server, boot, handle, setTagValueArray=["Fall", "Spring"])
    assert shown(server, boot) == {"Season": ["Spring"]}
    put(server, boot, handle, addTagValueArray=["Summer", "Fall"])
    assert shown(server, boot) == {"Season": ["Fall"]}
    put(server, boot, handle, value="")
    assert shown(server, boot) == {}


@pytest.mark.documented
@pytest.mark.parametrize(
    "given", [{"value": "Mud"}, {"setTagValueArray": ["Fall", "Mud"]}, {"addTagValueArray": ["Mud"]}]
)
@pytest.mark.parametrize("type_", ["MultiFixedTag", "SingleFixedTag"])
def test_a_closed_dictionary_refuses_what_it_does_not_have(server, boot, type_, given):
    handle = field(server, "Season", type_, initialTagValue="Fall")
    with pytest.raises(Refused, match=r"30001.*Mud.*not in the dictionary"):
        put(server, boot, handle, **given)
    assert shown(server, boot) == {}


@pytest.mark.documented
def test_a_boolean_tag_is_true_or_false(server, boot):
    handle = field(server, "New", "BooleanTag")
    assert dictionary(server, handle) == ["True", "False"]
    put(server, boot, handle, value="True")
    assert shown(server, boot) == {"New": ["True"]}
    put(server, boot, handle, boolVal=False)
    assert shown(server, boot) == {"New": ["False"]}
    with pytest.raises(Refused, match=r"30001.*Perhaps"):
        put(server, boot, handle, value="Perhaps")


@pytest.mark.documented
def test_what_is_deleted_shows_its_default_again(server, boot):
    author, season = field(server, defaultValue="Nobody"), field(server, "Season", "MultiTag")
    put(server, boot, author, value="Ada")
    put(server, boot, season, value="Fall")
    delete(server, boot, author)
    assert shown(server, boot) == {"Author": "Nobody", "Season": ["Fall"]}
    delete(server, boot, season, author)
    assert shown(server, boot) == {"Author": "Nobody"}


def delete(server, asset, *handles):
    array = [{"fieldHandle": handle} for handle in handles]
    ask(server, "deleteAssetMetadata", assetHandle=asset, deleteArray=array)


def test_an_empty_text_is_a_value(server, boot):
    handle = field(server, defaultValue="Nobody")
    put(server, boot, handle, value="")
    assert shown(server, boot) == {"Author": ""}


def test_one_refused_update_refuses_all(server, boot):
    good, bad = field(server, "good"), field(server, "bad", "Int", isEnforced=True)
    updates = [{"fieldHandle": good, "value": "x"}, {"fieldHandle": bad, "value": "y"}]
    with pytest.raises(Refused, match=r"30001.*updateArray/items\[2\]/value"):
        ask(server, "setAssetMetadata", assetHandle=boot, updateArray=updates)
    assert shown(server, boot) == {}


def test_later_updates_see_earlier_ones(server, boot):
    handle = field(server, "Season", "MultiTag")
    updates = [{"fieldHandle": handle, "addTagValueArray": [value]} for value in ("a", "b")]
    ask(server, "setAssetMetadata", assetHandle=boot, updateArray=updates)
    assert shown(server, boot) == {"Season": ["a", "b"]}


def test_a_change_is_one_of_the_asset(server, boot):
    handle = field(server)
    then = long_ago(server)
    user = server.as_user()
    put(user, boot, handle, value="Ada")
    found = by_handle(server, boot)
    assert found.lastModified > then
    assert found.lastModifyUser == user.email
    then = long_ago(server)
    delete(user, boot, handle)
    assert by_handle(server, boot).lastModified > then


def test_an_asset_of_another_type_lacks_the_field(server, boot):
    handle = field(server, asset_type="Pdf")
    with pytest.raises(Refused, match=r"30001.*updateArray/items\[1\]/fieldHandle.*Image"):
        put(server, boot, handle, value="x")


@pytest.mark.parametrize("operation", ["setAssetMetadata", "deleteAssetMetadata"])
def test_an_asset_or_a_field_that_cannot_be_changed_faults(server, boot, operation):
    handle, other = field(server), server.other_company()
    strange, far = make(other, "shoe"), field(other)
    gone = make(server, "gone", trash_state="InTrash")
    array, update = ("updateArray", {"value": "x"}) if operation == "setAssetMetadata" else ("deleteArray", {})
    cases = [
        (strange, handle, 20006),
        (gone, handle, 30000),
        ("a|99999999", handle, 30001),
        ("boot", handle, 30001),
        (boot, far, 20006),
        (boot, f"{handle}x", 30001),
    ]
    for asset, of_field, code in cases:
        with pytest.raises(Refused) as e:
            ask(server, operation, assetHandle=asset, **{array: [{"fieldHandle": of_field, **update}]})
        assert e.value.code == code, (asset, of_field)


@pytest.mark.parametrize(
    ("operation", "given"),
    [
        ("setAssetMetadata", {"updateArray": []}),
        ("deleteAssetMetadata", {"deleteArray": []}),
        ("batchSetAssetMetadata", {"updateArray": []}),
    ],
)
def test_portal_users_do_not_change_values(server, boot, operation, given):
    asset = {} if operation == "batchSetAssetMetadata" else {"assetHandle": boot}
    with pytest.raises(Refused) as e:
        ask(server.as_user("ImagePortalUser"), operation, **asset, **given)
    assert e.value.code == 20003


@pytest.mark.documented
def test_unique_values_are_each_once_and_in_order(server):
    handle = field(server, defaultValue="default")
    for name, value in (("a", "320"), ("b", "100"), ("c", "320"), ("d", None)):
        asset = make(server, name)
        if value:
            put(server, asset, handle, value=value)
    gone = make(server, "e")
    put(server, gone, handle, value="trashed")
    ask(server, "deleteAsset", assetHandle=gone)
    assert unique(server, handle) == ["100", "320"]


def test_an_old_client_sets_and_sees_a_tag_as_text(server, boot):
    handle = field(server, "Season", "MultiTag")
    put(server, boot, handle, version="2008-01-15", value="Fall")
    found = server.call("getAssets", "2008-01-15", companyHandle=server.company, assetHandleArray=[boot])
    assert [(one.name, one.value) for one in found.assetArray[0].metadataArray] == [("Season", "Fall")]
