"""moveAsset, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import long_ago, make, names


@pytest.fixture
def world(server):
    for path in ("/from", "/to"):
        server.call("createFolder", companyHandle=server.company, folderPath=path)
    return server


def move(server, handle, folder):
    folder_handle = f"f|{server.root}/{folder}"
    return server.call("moveAsset", companyHandle=server.company, assetHandle=handle, folderHandle=folder_handle)


def held(server, folder):
    return names(server.call("searchAssets", companyHandle=server.company, folder=folder, includeSubfolders=False))


@pytest.mark.documented
def test_it_lies_in_the_other_folder(world):
    boot = make(world, "boot", "/from")
    assert vars(move(world, boot, "to/")) == {}
    assert (held(world, "/from"), held(world, "/to")) == ([], ["boot"])


def test_its_handle_and_names_stay(world):
    boot = make(world, "boot", "/from")
    user = world.as_user()
    move(user, boot, "to/")
    (asset,) = world.call("getAssets", companyHandle=world.company, assetHandleArray=[boot]).assetArray
    assert (asset.folder, asset.folderHandle) == (f"{world.root}/to/", f"f|{world.root}/to/")
    assert (asset.name, asset.fileName, asset.ipsImageUrl) == ("boot", "boot.jpg", f"{world.root}/boot")
    assert asset.lastModifyUser == user.email


def test_both_folders_tell_that_they_changed(world):
    boot = make(world, "boot", "/from")
    then = long_ago(world)
    move(world, boot, "to/")
    folders = world.call("getFolders", companyHandle=world.company).folderArray
    assert [folder.childLastModified > then for folder in folders] == [False, True, True]


def test_a_stale_folder_faults(world):
    with pytest.raises(Refused, match=r"30001.*folderHandle"):
        move(world, make(world, "boot"), "gone/")


def test_an_unknown_asset_faults(world):
    with pytest.raises(Refused, match=r"30001.*assetHandle"):
        move(world, "a|999999999", "to/")


def test_not_in_the_trash(world):
    with pytest.raises(Refused, match=r"30000.*trash"):
        move(world, make(world, "boot", trash_state="InTrash"), "to/")


def test_other_companies_are_out_of_reach(world):
    other = world.other_company()
    with pytest.raises(Refused, match=r"20006.*assetHandle"):
        move(world, make(other, "theirs"), "to/")
    wanted = {"assetHandle": make(world, "boot"), "folderHandle": f"f|{other.root}/"}
    with pytest.raises(Refused, match=r"20006.*folderHandle"):
        world.call("moveAsset", companyHandle=world.company, **wanted)


@pytest.mark.documented
def test_a_reader_may_not_move(world):
    boot = make(world, "boot", "/from")
    with pytest.raises(Refused, match="20003"):
        move(world.as_user("TrialSiteAdmin"), boot, "to/")
    assert held(world, "/from") == ["boot"]
