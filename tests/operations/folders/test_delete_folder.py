"""deleteFolder, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make, names
from safelight.services import folders


@pytest.fixture
def world(server):
    for path in ("/a/b/c", "/a-1"):
        server.call("createFolder", companyHandle=server.company, folderPath=path)
    return server


def delete(server, path):
    return server.call("deleteFolder", companyHandle=server.company, folderHandle=f"f|{server.root}/{path}")


def paths(server):
    reply = server.call("getFolders", companyHandle=server.company)
    return [folder.path.removeprefix(f"{server.root}/") for folder in reply.folderArray]


def search(server, trash_state):
    return server.call(
        "searchAssets", companyHandle=server.company, includeSubfolders=True, trashState=trash_state
    ).assetArray


@pytest.mark.documented
def test_the_folder_and_those_below_it_are_gone(world):
    assert vars(delete(world, "a/")) == {}
    assert paths(world) == ["", "a-1/"]


def test_its_assets_go_to_the_trash_of_the_folder_above(world):
    make(world, "boot", "/a/b/c")
    make(world, "shoe", "/a/b")
    make(world, "stays", "/a-1")
    delete(world, "a/b/")
    trashed = search(world, "InTrash")
    assert [(asset.name, asset.folder) for asset in trashed] == [
        ("boot", f"{world.root}/a/"),
        ("shoe", f"{world.root}/a/"),
    ]
    assert [asset.name for asset in search(world, "NotInTrash")] == ["stays"]


def test_what_was_in_the_trash_before_keeps_a_folder_and_its_state(world):
    make(world, "emptied", "/a/b", trash_state="InEmptiedTrash")
    make(world, "old", "/a/b", trash_state="InTrash", modified_by="earlier@example.com")
    delete(world, "a/")
    assert [asset.folder for asset in search(world, "InEmptiedTrash")] == [f"{world.root}/"]
    assert [asset.lastModifyUser for asset in search(world, "InTrash")] == ["earlier@example.com"]


def test_the_trashed_assets_say_who_did_it(world):
    make(world, "boot", "/a")
    user = world.as_user()
    delete(user, "a/")
    assert [asset.lastModifyUser for asset in search(world, "InTrash")] == [user.email]


def test_the_path_is_free_again(world):
    make(world, "boot", "/a")
    delete(world, "a/")
    world.call("createFolder", companyHandle=world.company, folderPath="/a")
    reply = world.call("searchAssets", companyHandle=world.company, folder="/a", includeSubfolders=True)
    assert names(reply) == []


def test_not_the_root(world):
    with pytest.raises(Refused, match=r"30001.*folderHandle"):
        delete(world, "")


def test_a_second_time_faults(world):
    delete(world, "a/")
    with pytest.raises(Refused, match=r"30001.*folderHandle"):
        delete(world, "a/")


def test_another_companys_folder_is_out_of_reach(world):
    other = world.other_company()
    with pytest.raises(Refused, match="20006"):
        world.call("deleteFolder", companyHandle=world.company, folderHandle=f"f|{other.root}/")


@pytest.mark.documented
def test_a_reader_may_not_delete(world):
    with pytest.raises(Refused, match="20003"):
        delete(world.as_user("TrialSiteUser"), "a/")
    assert "a/" in paths(world)


def test_a_folder_of_more_assets_than_one_transaction_takes_is_emptied_whole(world, monkeypatch):
    monkeypatch.setattr(folders, "CLEARED_AT_ONCE", 2)
    for number in range(5):
        make(world, f"n{number}", "/a/b/c", type="Zip")
    make(world, "old", "/a/b", trash_state="InTrash")
    delete(world, "a/b/")
    assert names_in_trash(world) == ["n0", "n1", "n2", "n3", "n4", "old"]
    assert {asset.folder for asset in search(world, "InTrash")} == {f"{world.root}/a/"}
    assert paths(world) == ["", "a-1/", "a/"]


def names_in_trash(server):
    return [asset.name for asset in search(server, "InTrash")]
