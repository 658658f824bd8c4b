"""moveFolder, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import long_ago, make, names


@pytest.fixture
def world(server):
    for path in ("/a/b/c", "/d"):
        server.call("createFolder", companyHandle=server.company, folderPath=path)
    return server


def move(server, path, dest):
    handles = {"folderHandle": f"f|{server.root}/{path}", "destFolderHandle": f"f|{server.root}/{dest}"}
    return server.call("moveFolder", companyHandle=server.company, **handles).folderHandle


def paths(server):
    reply = server.call("getFolders", companyHandle=server.company)
    return [folder.path.removeprefix(f"{server.root}/") for folder in reply.folderArray]


@pytest.mark.documented
def test_answers_the_new_handle_and_takes_all_it_holds(world):
    make(world, "boot", "/a/b/c")
    assert move(world, "a/b/", "d/") == f"f|{world.root}/d/b/"
    assert paths(world) == ["", "a/", "d/", "d/b/", "d/b/c/"]
    found = world.call("searchAssets", companyHandle=world.company, folder="/d", includeSubfolders=True)
    assert names(found) == ["boot"]


def test_the_tree_agrees(world):
    move(world, "a/b/", "d/")
    root = world.call("getFolderTree", companyHandle=world.company, depth=1).folders
    assert [folder.hasSubfolders for folder in root.subfolderArray] == [False, True]


def test_to_the_root(world):
    assert move(world, "a/b/c/", "") == f"f|{world.root}/c/"


def test_where_it_is_changes_nothing(world):
    assert move(world, "a/b/", "a/") == f"f|{world.root}/a/b/"


@pytest.mark.parametrize("dest", ["a/", "a/b/", "a/b/c/"])
def test_not_into_itself(world, dest):
    with pytest.raises(Refused, match=r"30001.*destFolderHandle"):
        move(world, "a/", dest)
    assert paths(world) == ["", "a/", "a/b/", "a/b/c/", "d/"]


def test_not_the_root(world):
    with pytest.raises(Refused, match=r"30001.*folderHandle"):
        move(world, "", "d/")


def test_not_where_the_name_is_taken(world):
    world.call("createFolder", companyHandle=world.company, folderPath="/d/b")
    with pytest.raises(Refused, match=r"30000.*already in use"):
        move(world, "a/b/", "d/")


def test_not_too_deep(world):
    world.call("createFolder", companyHandle=world.company, folderPath="/d/" + "/".join("x" * 60))
    with pytest.raises(Refused, match=r"30001.*destFolderHandle"):
        move(world, "a/", "d/" + "x/" * 60)


def test_both_parents_tell_when(world):
    then = long_ago(world)
    move(world, "a/b/", "d/")
    folders = world.call("getFolders", companyHandle=world.company).folderArray
    told = [folder.path.removeprefix(f"{world.root}/") for folder in folders if folder.childLastModified > then]
    assert told == ["a/", "d/"]


@pytest.mark.parametrize("field", ["folderHandle", "destFolderHandle"])
def test_a_stale_handle_faults_naming_its_field(world, field):
    handles = {"folderHandle": f"f|{world.root}/a/", "destFolderHandle": f"f|{world.root}/d/"}
    with pytest.raises(Refused) as e:
        world.call("moveFolder", companyHandle=world.company, **handles | {field: f"f|{world.root}/gone/"})
    assert (e.value.code, e.value.reason.split(":")[0]) == (30001, field)


def test_not_into_another_company(world):
    other = world.other_company()
    handles = {"folderHandle": f"f|{world.root}/a/", "destFolderHandle": f"f|{other.root}/"}
    with pytest.raises(Refused, match=r"20006.*destFolderHandle"):
        world.call("moveFolder", companyHandle=world.company, **handles)


@pytest.mark.documented
def test_a_reader_may_not_move(world):
    with pytest.raises(Refused, match="20003"):
        move(world.as_user("TrialSiteAdmin"), "a/", "d/")
