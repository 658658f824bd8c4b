"""batchSetAssetMetadata: many assets, one refused change of which leaves the rest."""

import pytest

from harness import Refused
from looks.steps import ask
from made_assets import make, make_many
from made_metadata import field, put, shown


def batch(server, *groups):
    return ask(server, "batchSetAssetMetadata", updateArray=[group(*one) for one in groups])


def group(handles, *updates):
    array = [{"fieldHandle": handle, **given} for handle, given in updates]
    return {"assetHandleArray": list(handles), "updateArray": array}


@pytest.mark.documented
def test_four_assets_in_two_groups_are_four(server):
    handle = field(server)
    assets = [make(server, name) for name in "abcd"]
    reply = batch(server, (assets[:2], (handle, {"value": "400"})), (assets[2:], (handle, {"value": "300"})))
    assert vars(reply) == {
        "successCount": 4,
        "warningCount": 0,
        "errorCount": 0,
        "warningDetailArray": None,
        "errorDetailArray": None,
    }
    assert [shown(server, asset)["Author"] for asset in assets] == ["400", "400", "300", "300"]


@pytest.mark.documented
def test_each_refused_change_is_an_error_of_its_asset_and_field(server):
    author, pages = field(server), field(server, "Pages", "Int", isEnforced=True)
    season = field(server, "Season", "MultiFixedTag", initialTagValue="Fall")
    boot, gone = make(server, "boot"), make(server, "gone", trash_state="InTrash")
    strange = make(server.other_company(), "shoe")
    good = (author, {"value": "Ada"})
    bad = (pages, {"value": "many"}), (season, {"addTagValueArray": ["Mud"]}), (f"{author}x", {"value": "x"})
    reply = batch(server, ([boot], good, *bad), ([gone, strange, "x"], good))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (0, 0, 6)
    assert [(one.assetHandle, one.fieldHandle, one.code) for one in reply.errorDetailArray] == [
        (boot, pages, 30001),
        (boot, season, 30001),
        (boot, f"{author}x", 30001),
        (gone, author, 30000),
        (strange, author, 20006),
        ("x", author, 30001),
    ]
    assert "many" in reply.errorDetailArray[0].reason
    assert shown(server, boot) == {"Author": "Ada"}


def test_a_good_asset_counts_beside_a_bad_one(server):
    pages = field(server, "Pages", "Int", isEnforced=True)
    assets = [make(server, name) for name in "ab"]
    reply = batch(server, (assets, (pages, {"longVal": 7})), (assets[:1], (pages, {"value": "x"})), (["x"],))
    assert (reply.successCount, reply.errorCount) == (2, 2)
    assert [shown(server, asset) for asset in assets] == [{"Pages": "7"}, {"Pages": "7"}]


def test_a_later_group_goes_on_where_an_earlier_one_left(server):
    season = field(server, "Season", "MultiTag")
    boot = make(server, "boot")
    put(server, boot, season, value="a")
    batch(server, *(([boot], (season, {"addTagValueArray": [value]})) for value in "bc"))
    assert shown(server, boot) == {"Season": ["a", "b", "c"]}


def test_an_asset_of_another_type_is_an_error(server):
    reply = batch(server, ([make(server, "z", type="Zip")], (field(server), {"value": "x"})))
    assert (reply.successCount, reply.errorCount) == (0, 1)


def test_a_thousand_assets_are_one_call(server):
    make_many(server, 1_000)
    found = server.call("searchAssets", companyHandle=server.company, includeSubfolders=True)
    handles = [asset.assetHandle for asset in found.assetArray]
    author, season = field(server, asset_type="Asset"), field(server, "Season", "MultiTag", asset_type="Asset")
    reply = batch(server, (handles, (author, {"value": "Ada"}), (season, {"setTagValueArray": ["a", "b"]})))
    assert reply.successCount == 1_000
    assert shown(server, handles[-1]) == {"Author": "Ada", "Season": ["a", "b"]}


def test_too_many_assets_fault(server):
    with pytest.raises(Refused, match=r"30001.*10000"):
        batch(server, (["a|1"] * 10_001, (field(server), {"value": "x"})))
