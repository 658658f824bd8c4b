"""searchAssetsByMetadata: every key and filter, and what a summary shows."""

from datetime import UTC, datetime

import pytest

from harness import Refused
from looks.steps import ask, mark
from made_assets import make
from made_metadata import field, put
from made_xmp import packet, sent

DAY = datetime(2014, 7, 26, 3, 13, 45, tzinfo=UTC)
WORDY = "Fri Jul 25 2014 22:13:45 GMT-0500 (CDT)"


def search(server, *conditions, **wanted):
    array = [
        dict(zip(("fieldHandle", "op", "value"), one[:3], strict=False), **(one[3] if len(one) > 3 else {}))
        for one in conditions
    ]
    return ask(server, "searchAssetsByMetadata", metadataConditionArray=array, **wanted)


def names(server, *conditions, **wanted):
    return [one.name for one in search(server, *conditions, **wanted).assetSummaryArray]


def with_packet(server, handle, *given, **more):
    ask(server, "updateXMPPacket", assetHandle=handle, compressedPacket=sent(packet(*given, **more)))


@pytest.fixture
def shelf(server):
    ms = int(DAY.timestamp() * 1000)
    detail = {"description": "A boot", "comments": "wet", "user_data": "u1", "sku": "S1"}
    boot = make(
        server, "boot", "/shoes", created_ms=ms, created_by="ada@x", modified_ms=ms, modified_by="bob@x", detail=detail
    )
    with_packet(server, boot, "Ver.1.0", ["San Francisco", "USA"], inner="<dc:rights>Per</dc:rights>")
    make(server, "Bag", "/bags", type="Zip")
    return server


@pytest.mark.documented
def test_a_summary_shows_what_the_sample_shows(shelf):
    reply = search(
        shelf,
        ("name", "Contains", "oo"),
        ("dc.rights", "Equals", "Per"),
        responseMetadataArray=["dc.subject", "xmp.CreatorTool"],
    )
    assert reply.totalRows == 1
    (found,) = reply.assetSummaryArray
    assert (found.type, found.name, found.folder, found.filename) == (
        "Image",
        "boot",
        f"{shelf.root}/shoes/",
        "boot.jpg",
    )
    assert (found.created, found.createUser) == (DAY, "ada@x")
    assert found.lastModifyUser == shelf.email
    assert found.assetHandle.startswith("a|")
    assert [(one.name, one.value) for one in found.metadataArray] == [
        ("dc.subject", "[San Francisco, USA]"),
        ("xmp.CreatorTool", "Ver.1.0"),
    ]


@pytest.mark.documented
@pytest.mark.parametrize(
    ("key", "op", "value"),
    [
        ("name", "Equals", "boot"),
        ("folder_path", "EndsWith", "/shoes/"),
        ("type", "Equals", "Image"),
        ("file_name", "EndsWith", "t.jpg"),
        ("description", "Contains", "boot"),
        ("comment", "Equals", "wet"),
        ("user_data", "StartsWith", "u"),
        ("sku", "Equals", "S1"),
        ("created_by", "NotContains", "admin"),
        ("created_at", "Equals", WORDY),
        ("created_at", "LessThan", "2020-01-01"),
        ("dc.subject", "Equals", "USA"),
        ("dc.subject", "NotEquals", "nothing-of-bag"),
        ("xmp.CreatorTool", "StartsWith", "Ver"),
    ],
)
def test_every_key_finds(shelf, key, op, value):
    wanted = ["Bag", "boot"] if op == "NotEquals" else ["boot"]
    assert names(shelf, (key, op, value)) == wanted


def test_the_number_of_an_asset_and_who_changed_it_are_keys(shelf):
    (found,) = search(shelf, ("name", "Equals", "boot")).assetSummaryArray
    assert names(shelf, ("asset_id", "Equals", found.assetHandle[2:])) == ["boot"]
    assert names(shelf, ("asset_id", "NotEquals", found.assetHandle[2:])) == ["Bag"]
    assert names(shelf, ("modified_by", "Equals", shelf.email)) == ["Bag", "boot"]
    assert names(shelf, ("modified_at", "GreaterThan", "2020-01-01T00:00:00Z")) == ["Bag", "boot"]


@pytest.mark.documented
def test_fields_of_the_company_are_searched_and_never_shown(shelf):
    author, other = field(shelf), field(shelf, asset_type="Zip")
    for found in search(shelf).assetSummaryArray:
        put(shelf, found.assetHandle, author if found.name == "boot" else other, value=f"Ada {found.name}")
    key = "custom_attributes.Author"
    assert names(shelf, (key, "StartsWith", "Ada")) == ["Bag", "boot"]
    assert names(shelf, (key, "NotEquals", "Ada boot")) == ["Bag"]
    assert names(shelf, (key, "Equals", None, {"values": ["Ada boot", "x"]})) == ["boot"]
    with pytest.raises(Refused, match=r"30001.*metadataConditionArray/items\[1\]/fieldHandle"):
        search(shelf, ("custom_attributes.Poet", "Equals", "x"))


def test_case_counts_unless_it_is_said_not_to(shelf):
    assert names(shelf, ("name", "StartsWith", "b")) == ["boot"]
    assert names(shelf, ("name", "StartsWith", "b", {"caseSensitive": False})) == ["Bag", "boot"]
    assert names(shelf, ("name", "StartsWith", "b", {"caseSensitive": True})) == ["boot"]
    assert names(shelf, ("dc.rights", "Equals", "PER", {"caseSensitive": False})) == ["boot"]
    handle = field(shelf, asset_type="Asset")
    put(shelf, search(shelf, ("name", "Equals", "boot")).assetSummaryArray[0].assetHandle, handle, value="Ada")
    assert names(shelf, ("custom_attributes.Author", "Equals", "ADA", {"caseSensitive": False})) == ["boot"]
    assert names(shelf, ("custom_attributes.Author", "Equals", "ADA")) == []


def test_several_values_are_one_condition(shelf):
    assert names(shelf, ("name", "Equals", None, {"values": ["boot", "Bag"]})) == ["Bag", "boot"]
    assert names(shelf, ("name", "NotEquals", None, {"values": ["boot", "x"]})) == ["Bag"]
    assert names(shelf, ("dc.subject", "Equals", None, {"values": ["USA", "x"]})) == ["boot"]


def test_conditions_hold_all_or_any(shelf):
    both = ("name", "Equals", "Bag"), ("sku", "Equals", "S1")
    assert names(shelf, *both) == []
    assert names(shelf, *both, metadataConditionMatchMode="MatchAny") == ["Bag", "boot"]
    with pytest.raises(Refused, match=r"30001.*metadataConditionMatchMode"):
        search(shelf, metadataConditionMatchMode="MatchSome")


@pytest.mark.documented
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"folder": "/shoes"}, ["boot"]),
        ({"folder": "/", "includeSubfolders": False}, []),
        ({"includeSubfolders": True}, ["Bag", "boot"]),
        ({"assetTypeArray": ["Zip"]}, ["Bag"]),
        ({"excludeAssetTypeArray": ["Zip"]}, ["boot"]),
        ({"assetSubTypeArray": ["X"]}, ["Bag", "boot"]),
        ({"assetSubTypeArray": ["X"], "strictSubTypeCheck": True}, []),
        ({"publishState": "MarkedForPublish"}, ["boot"]),
        ({"publishState": "NotMarkedForPublish"}, ["Bag"]),
        ({"excludeByproducts": True}, ["Bag", "boot"]),
        ({"trashState": "NotInTrash"}, ["Bag", "boot"]),
        ({"trashState": "InTrash"}, ["gone"]),
        ({"trashState": "Any"}, ["Bag", "boot", "gone"]),
    ],
)
def test_filters_narrow(shelf, filters, expected):
    make(shelf, "gone", trash_state="InTrash")
    mark(shelf, search(shelf, ("name", "Equals", "boot")).assetSummaryArray[0].assetHandle)
    assert names(shelf, filters=filters) == expected


def test_a_project_is_a_filter(shelf):
    project = ask(shelf, "createProject", projectName="Spring").projectHandle
    (bag,) = search(shelf, ("name", "Equals", "Bag")).assetSummaryArray
    ask(shelf, "addProjectAssets", projectHandle=project, assetHandleArray=[bag.assetHandle])
    assert names(shelf, filters={"projectHandle": project}) == ["Bag"]


def test_filters_check_their_words(shelf):
    for name, value in (
        ("assetTypeArray", ["X"]),
        ("excludeAssetTypeArray", ["X"]),
        ("trashState", "X"),
        ("folder", "/x"),
    ):
        with pytest.raises(Refused, match=f"30001.*{name}"):
            search(shelf, filters={name: value})


@pytest.mark.documented
def test_pages_and_orders(shelf):
    assert names(shelf, sortBy="name", sortDirection="Descending") == ["boot", "Bag"]
    assert names(shelf, sortBy="created_at") == ["boot", "Bag"]
    assert names(shelf, sortBy="Created") == ["boot", "Bag"]
    reply = search(shelf, recordsPerPage=1, resultsPage=2)
    assert ([one.name for one in reply.assetSummaryArray], reply.totalRows) == (["boot"], 2)
    with pytest.raises(Refused, match=r"30001.*sortBy"):
        search(shelf, sortBy="sku")


def test_keys_of_the_asset_are_shown_when_asked_for(shelf):
    keys = ["name", "folder_path", "type", "file_name", "created_by", "sku", "comment", "user_data", "description"]
    found = search(shelf, ("name", "Equals", "boot"), responseMetadataArray=keys).assetSummaryArray[0]
    assert [one.value for one in found.metadataArray] == [
        "boot",
        f"{shelf.root}/shoes/",
        "Image",
        "boot.jpg",
        "ada@x",
        "S1",
        "wet",
        "u1",
        "A boot",
    ]


@pytest.mark.documented
def test_what_says_nothing_is_the_text_null(shelf):
    field(shelf)
    keys = ["custom_attributes.Author", "dc.title", "sku"]
    (bag,) = search(shelf, ("name", "Equals", "Bag"), responseMetadataArray=keys).assetSummaryArray
    assert [(one.name, one.value) for one in bag.metadataArray] == [(key, "null") for key in keys]


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        (("colour", "Equals", "x"), "fieldHandle"),
        (("name", "LessThan", "x"), "op"),
        (("name", "Equals", "x", {"longVal": 1}), ""),
        (("created_at", "Contains", "x"), "op"),
        (("created_at", "Equals", "yesterday"), "value"),
        (("asset_id", "Equals", "a|1"), "value"),
    ],
)
def test_a_condition_that_cannot_be_faults_naming_it(shelf, bad, place):
    with pytest.raises(Refused) as e:
        search(shelf, bad)
    assert e.value.code == 30001
    assert e.value.reason.startswith("metadataConditionArray/items[1]" + (f"/{place}:" if place else ":"))


def test_limits_and_keys_of_the_reply_are_checked(shelf):
    with pytest.raises(Refused, match=r"30001.*responseMetadataArray/items\[2\]"):
        search(shelf, responseMetadataArray=["name", "colour"])
    for array in (
        {"responseMetadataArray": ["name"] * 101},
        {"metadataConditionArray": [{"fieldHandle": "name", "op": "Equals", "value": "x"}] * 101},
    ):
        with pytest.raises(Refused, match=r"30001.*100"):
            ask(shelf, "searchAssetsByMetadata", **array)


def test_shows_nothing_of_other_companies_and_to_other_roles(shelf):
    other = shelf.other_company()
    assert search(other).totalRows == 0
    with pytest.raises(Refused) as e:
        other.call("searchAssetsByMetadata", companyHandle=shelf.company)
    assert e.value.code == 20006
    with pytest.raises(Refused) as e:
        search(shelf.as_user("TrialSiteUser"))
    assert e.value.code == 20003
