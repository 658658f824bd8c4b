"""moveAssets, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import long_ago, make, names
from safelight.contract import constants


@pytest.fixture
def world(server):
    for path in ("/from", "/to", "/there"):
        server.call("createFolder", companyHandle=server.company, folderPath=path)
    return server


def move(server, *moves):
    listed = [{"assetHandle": asset, "folderHandle": f"{server.root}/{folder}"} for asset, folder in moves]
    return server.call("moveAssets", companyHandle=server.company, assetMoveArray=listed)


def held(server, folder):
    return names(server.call("searchAssets", companyHandle=server.company, folder=folder, includeSubfolders=False))


@pytest.mark.documented
def test_each_goes_into_its_own_folder(world):
    boot, shoe = make(world, "boot", "/from"), make(world, "shoe", "/from")
    reply = move(world, (f"{boot}|1|579", "to/"), (shoe, "there/"))
    assert vars(reply) == {
        "successCount": 2,
        "warningCount": 0,
        "errorCount": 0,
        "warningDetailArray": None,
        "errorDetailArray": None,
    }
    assert (held(world, "/from"), held(world, "/to"), held(world, "/there")) == ([], ["boot"], ["shoe"])


@pytest.mark.parametrize("type_", constants.values("Asset Types"))
def test_assets_of_any_type_move(world, type_):
    assert move(world, (make(world, "boot", "/from", type=type_), "to/")).successCount == 1
    assert held(world, "/to") == ["boot"]


@pytest.mark.documented
def test_a_bad_one_is_counted_and_does_not_fail_the_rest(world):
    boot, shoe, theirs = make(world, "boot"), make(world, "shoe"), make(world.other_company(), "theirs")
    trashed = make(world, "old", trash_state="InTrash")
    wanted = [("a|999999999", "to/"), (theirs, "to/"), ("nonsense", "to/"), (shoe, "gone/"), (trashed, "to/")]
    reply = move(world, *wanted, (boot, "to/"))
    assert (reply.successCount, reply.warningCount, reply.errorCount) == (1, 0, 5)
    assert sorted((one.assetHandle, one.code) for one in reply.errorDetailArray) == sorted(
        [("a|999999999", 30001), (theirs, 20006), ("nonsense", 30001), (shoe, 30001), (trashed, 30000)]
    )
    assert held(world, "/to") == ["boot"]


def test_another_companys_folder_is_an_error(world):
    listed = [{"assetHandle": make(world, "boot"), "folderHandle": f"f|{world.other_company().root}/"}]
    reply = world.call("moveAssets", companyHandle=world.company, assetMoveArray=listed)
    assert [one.code for one in reply.errorDetailArray] == [20006]


def test_of_several_moves_of_one_asset_the_last_counts(world):
    boot = make(world, "boot", "/from")
    assert move(world, (boot, "to/"), (boot, "there/")).successCount == 2
    assert (held(world, "/to"), held(world, "/there")) == ([], ["boot"])


def test_folders_tell_that_they_changed_and_assets_who_did_it(world):
    boot = make(world, "boot", "/from")
    then = long_ago(world)
    user = world.as_user()
    move(user, (boot, "to/"))
    found = world.call("getFolders", companyHandle=world.company).folderArray
    changed = [folder.path.removeprefix(f"{world.root}/") for folder in found if folder.childLastModified > then]
    assert changed == ["from/", "to/"]
    (asset,) = world.call("getAssets", companyHandle=world.company, assetHandleArray=[boot]).assetArray
    assert asset.lastModifyUser == user.email


def test_none_is_none(world):
    assert move(world).successCount == 0


def test_too_many_fault(world):
    with pytest.raises(Refused, match=r"30001.*10000"):
        move(world, *((f"a|{number}", "to/") for number in range(1, 10_002)))


@pytest.mark.documented
def test_a_reader_may_not_move(world):
    boot = make(world, "boot", "/from")
    with pytest.raises(Refused, match="20003"):
        move(world.as_user("TrialSiteUser"), (boot, "to/"))
    assert held(world, "/from") == ["boot"]
