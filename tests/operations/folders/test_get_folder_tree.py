"""getFolderTree, as a caller sees it."""

import pytest

from harness import Refused
from made_assets import make


@pytest.fixture
def tree(server):
    for path in ("/a/b/c", "/a/d", "/a-1", "/e"):
        server.call("createFolder", companyHandle=server.company, folderPath=path)
    return server


def drawn(folder):
    """A folder as `name(child child)`, `+` where it says that it has subfolders."""
    name = folder.path.rstrip("/").rpartition("/")[2]
    inner = " ".join(map(drawn, folder.subfolderArray or []))
    return name + ("+" if folder.hasSubfolders else "") + (f"({inner})" if inner else "")


def tree_of(server, depth, **wanted):
    folders = server.call("getFolderTree", companyHandle=server.company, depth=depth, **wanted).folders
    return drawn(folders).removeprefix(server.root)


@pytest.mark.documented
@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (0, "+"),
        (1, "+(a-1 a+ e)"),
        (2, "+(a-1 a+(b+ d) e)"),
        (3, "+(a-1 a+(b+(c) d) e)"),
        (99, "+(a-1 a+(b+(c) d) e)"),
        (-1, "+(a-1 a+(b+(c) d) e)"),
    ],
)
def test_goes_as_deep_as_asked(tree, depth, expected):
    assert tree_of(tree, depth) == expected


def test_begins_at_a_folder(tree):
    assert tree_of(tree, -1, folderPath="/a") == "a+(b+(c) d)"
    assert tree_of(tree, 1, folderPath=f"{tree.root}/a/b/") == "b+(c)"


@pytest.mark.documented
def test_keeps_branches_that_hold_assets_of_a_type(tree):
    make(tree, "boot", "/a/b/c")
    make(tree, "film", "/e", type="Video")
    assert tree_of(tree, -1, assetTypeArray=["Image"]) == "+(a+(b+(c)))"
    assert tree_of(tree, 1, assetTypeArray=["Image"]) == "+(a+)"
    assert tree_of(tree, -1, assetTypeArray=["Audio"]) == "+"


@pytest.mark.parametrize("depth", [-2, -100])
def test_a_depth_below_all_faults(tree, depth):
    with pytest.raises(Refused, match=r"30001.*depth"):
        tree.call("getFolderTree", companyHandle=tree.company, depth=depth)


def test_a_missing_depth_faults(tree):
    with pytest.raises(Refused, match=r"30002.*depth"):
        tree.call("getFolderTree", companyHandle=tree.company)


@pytest.mark.recorded
def test_the_response_fields_of_a_known_client_keep_the_recursion(tree):
    wanted = ["folders/folderHandle", "folders/path", "folders/subfolderArray"]
    folders = tree.call("getFolderTree", companyHandle=tree.company, depth=-1, responseFieldArray=wanted).folders
    assert folders.hasSubfolders is None
    assert folders.subfolderArray[1].subfolderArray[0].path == f"{tree.root}/a/b/"


def test_the_exclude_fields_cut(tree):
    cut = tree.call("getFolderTree", companyHandle=tree.company, depth=1, excludeFieldArray=["folders/subfolderArray"])
    assert cut.folders.subfolderArray is None


def test_the_permission_sets_are_an_empty_list(tree):
    assert tree.call("getFolderTree", companyHandle=tree.company, depth=0).permissionSetArray == []


def test_an_old_version_gets_the_fields_it_knows(tree):
    folder = tree.call("getFolderTree", version="pre-4.0", companyHandle=tree.company, depth=0).folders
    assert (folder.permissions, folder.subfolderArray) == ([], None)


def test_a_deep_tree_comes_whole(server):
    server.call("createFolder", companyHandle=server.company, folderPath="/".join("abcdefghij" * 6))
    assert tree_of(server, -1).count("(") == 60


def test_shows_nothing_of_other_companies(tree):
    other = tree.other_company()
    assert tree_of(other, -1) == ""
    with pytest.raises(Refused, match="20006"):
        tree.call("getFolderTree", companyHandle=other.company, depth=0)
