"""renameFolder, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import long_ago, make, names


@pytest.fixture
def shoes(server):
    server.call("createFolder", companyHandle=server.company, folderPath="/shoes/red/small")
    server.call("createFolder", companyHandle=server.company, folderPath="/shoes-old")
    return f"f|{server.root}/shoes/"


def paths(server):
    reply = server.call("getFolders", companyHandle=server.company)
    return [folder.path.removeprefix(f"{server.root}/") for folder in reply.folderArray]


def rename(server, handle, name):
    return server.call("renameFolder", companyHandle=server.company, folderHandle=handle, folderName=name).folderHandle


@pytest.mark.documented
def test_answers_the_new_handle_and_takes_what_lies_below_along(server, shoes):
    assert rename(server, shoes, "My New Shoes") == f"f|{server.root}/My New Shoes/"
    assert paths(server) == ["", "My New Shoes/", "My New Shoes/red/", "My New Shoes/red/small/", "shoes-old/"]


def test_assets_follow_their_folder(server, shoes):
    make(server, "boot", "/shoes/red")
    rename(server, shoes, "boots")
    reply = server.call("searchAssets", companyHandle=server.company, folder="/boots/red", includeSubfolders=False)
    assert (names(reply), reply.assetArray[0].folder) == (["boot"], f"{server.root}/boots/red/")


def test_the_old_handle_is_stale(server, shoes):
    rename(server, shoes, "boots")
    with pytest.raises(Refused, match=r"30001.*folderHandle"):
        rename(server, shoes, "hats")


def test_a_handle_without_its_letter_is_read(server, shoes):
    assert rename(server, shoes.removeprefix("f|"), "boots") == f"f|{server.root}/boots/"


def test_a_name_that_is_taken_faults(server, shoes):
    with pytest.raises(Refused, match=r"30000.*already in use"):
        rename(server, shoes, "shoes-old")
    assert "shoes/" in paths(server)


def test_its_own_name_changes_nothing(server, shoes):
    assert rename(server, shoes, "shoes") == shoes


def test_only_the_case_may_change(server, shoes):
    assert rename(server, shoes, "Shoes") == f"f|{server.root}/Shoes/"


@pytest.mark.parametrize("name", ["", " ", "a/b", "..", "a|b", "x" * 256])
def test_a_name_that_cannot_be_faults(server, shoes, name):
    with pytest.raises(Refused, match=r"30001.*folderName"):
        rename(server, shoes, name)


def test_a_name_that_makes_a_path_below_too_long_faults(server, shoes):
    server.call("createFolder", companyHandle=server.company, folderPath="/shoes/" + "/".join(["y" * 190] * 3))
    with pytest.raises(Refused, match=r"30001.*folderName"):
        rename(server, shoes, "x" * 100)


def test_the_root_keeps_its_name(server):
    with pytest.raises(Refused, match=r"30001.*folderHandle"):
        rename(server, f"f|{server.root}/", "x")


def test_the_folder_and_its_parent_tell_when(server, shoes):
    then = long_ago(server)
    rename(server, shoes, "boots")
    after = {folder.path: folder for folder in server.call("getFolders", companyHandle=server.company).folderArray}
    root = server.root
    assert after[f"{root}/boots/"].lastModified > then
    assert after[f"{root}/"].childLastModified > then
    assert after[f"{root}/boots/red/"].lastModified == then


def test_a_folder_of_another_company_is_out_of_reach(server):
    other = server.other_company()
    other.call("createFolder", companyHandle=other.company, folderPath="/theirs")
    with pytest.raises(Refused, match="20006"):
        rename(server, f"f|{other.root}/theirs/", "mine")


@pytest.mark.documented
def test_a_reader_may_not_rename(server, shoes):
    with pytest.raises(Refused, match="20003"):
        rename(server.as_user("ImagePortalUser"), shoes, "x")
