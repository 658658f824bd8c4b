"""getFolders, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make


@pytest.fixture
def tree(server):
    """shoes/red, shoes/blue, hats; with an odd neighbour whose name begins like that of another."""
    for path in ("/shoes/red", "/shoes/blue", "/shoes-old", "/hats"):
        server.call("createFolder", companyHandle=server.company, folderPath=path)
    return server


def listed(server, **wanted):
    reply = server.call("getFolders", companyHandle=server.company, **wanted)
    return [folder.path.removeprefix(f"{server.root}/") for folder in reply.folderArray]


@pytest.mark.documented
def test_lists_all_folders_from_the_root(tree):
    assert listed(tree) == ["", "hats/", "shoes-old/", "shoes/", "shoes/blue/", "shoes/red/"]


@pytest.mark.documented
@pytest.mark.parametrize("path", ["/shoes", "shoes/", "{root}/shoes", "f|{root}/shoes/"])
def test_lists_from_a_folder_on(tree, path):
    assert listed(tree, folderPath=path.format(root=tree.root)) == ["shoes/", "shoes/blue/", "shoes/red/"]


def test_tells_which_have_subfolders(tree):
    reply = tree.call("getFolders", companyHandle=tree.company)
    assert [folder.hasSubfolders for folder in reply.folderArray] == [True, False, False, True, False, False]


@pytest.mark.documented
def test_keeps_folders_that_hold_assets_of_a_type(tree):
    make(tree, "boot", "/shoes/red")
    make(tree, "film", "/hats", type="Video")
    make(tree, "gone", "/shoes/blue", trash_state="InTrash")
    assert listed(tree, assetTypeArray=["Image"]) == ["shoes/red/"]
    assert listed(tree, assetTypeArray=["Image", "Video"]) == ["hats/", "shoes/red/"]
    assert listed(tree, assetTypeArray=[]) == listed(tree)


def test_the_permission_sets_are_an_empty_list(tree):
    assert tree.call("getFolders", companyHandle=tree.company).permissionSetArray == []


def test_an_old_version_gets_the_fields_it_knows(tree):
    reply = tree.call("getFolders", version="pre-4.0", companyHandle=tree.company, folderPath="/hats")
    (folder,) = reply.folderArray
    assert vars(folder) == {
        "folderHandle": f"f|{tree.root}/hats/",
        "path": f"{tree.root}/hats/",
        "permissions": [],
        "hasSubfolders": False,
        "subfolderArray": None,
    }


@pytest.mark.documented
def test_the_response_filters_cut_fields(tree):
    only = tree.call("getFolders", companyHandle=tree.company, responseFieldArray=["folderArray/items/path"])
    assert {name for name, value in vars(only.folderArray[0]).items() if value is not None} == {"path"}
    but = tree.call("getFolders", companyHandle=tree.company, excludeFieldArray=["folderArray/items/path"])
    assert (but.folderArray[0].path, but.folderArray[0].hasSubfolders) == (None, True)


def test_a_folder_that_is_not_there_faults(tree):
    with pytest.raises(Refused) as e:
        tree.call("getFolders", companyHandle=tree.company, folderPath="/nowhere")
    assert (e.value.code, e.value.reason.split(":")[0]) == (30001, "folderPath")


def test_an_unknown_type_faults(tree):
    with pytest.raises(Refused, match=r"30001.*assetTypeArray"):
        tree.call("getFolders", companyHandle=tree.company, assetTypeArray=["Picture"])


def test_shows_nothing_of_other_companies(tree):
    other = tree.other_company()
    assert listed(other) == [""]
    with pytest.raises(Refused, match="20006"):
        tree.call("getFolders", companyHandle=other.company)
