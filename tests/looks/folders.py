"""Who sees what is done to folders."""

import pytest

from harness import Refused
from looks import look
from looks.steps import ask, by_handle, by_name, folder, found, live, live_picture, paths, publish, tree
from made_assets import make
from observed import PICTURE


@look("createFolder", "getFolders")
def new_among_folders(server):
    folder(server, "/a/b")
    assert paths(server) == ["a", "a/b"]


@look("createFolder", "getFolderTree")
def new_in_tree(server):
    folder(server, "/a/b")
    assert tree(server) == {"a": {"b": {}}}


@look("createFolder", "searchAssets")
def new_can_be_searched(server):
    with pytest.raises(Refused):
        found(server, folder="/a")
    folder(server, "/a")
    assert found(server, folder="/a") == []


def _rename(server, path="/a", name="z"):
    ask(server, "renameFolder", folderHandle=f"f|{server.root}{path}/", folderName=name)


@look("renameFolder", "getFolders")
def renamed_among_folders(server):
    folder(server, "/a/b")
    _rename(server)
    assert paths(server) == ["z", "z/b"]


@look("renameFolder", "getFolderTree")
def renamed_in_tree(server):
    folder(server, "/a/b")
    _rename(server)
    assert tree(server) == {"z": {"b": {}}}


@look("renameFolder", "getAssets")
def renamed_over_asset(server):
    boot = make(server, "boot", "/a/b")
    _rename(server)
    asset = by_handle(server, boot)
    assert (asset.folder, asset.folderHandle) == (f"{server.root}/z/b/", f"f|{server.root}/z/b/")


@look("renameFolder", "getAssetsByName")
def renamed_over_named_asset(server):
    make(server, "boot", "/a")
    _rename(server)
    assert [asset.folder for asset in by_name(server, "boot")] == [f"{server.root}/z/"]


@look("renameFolder", "searchAssets")
def renamed_is_searched_by_its_new_path(server):
    make(server, "boot", "/a/b")
    _rename(server)
    assert found(server, folder="/z") == ["boot"]
    with pytest.raises(Refused):
        found(server, folder="/a")


def _move(server, path="/a", dest="/c"):
    ask(
        server,
        "moveFolder",
        folderHandle=f"f|{server.root}{path}/",
        destFolderHandle=f"f|{server.root}{dest}/",
    )


@look("moveFolder", "getFolders")
def moved_among_folders(server):
    folder(server, "/a/b")
    folder(server, "/c")
    _move(server)
    assert paths(server) == ["c", "c/a", "c/a/b"]


@look("moveFolder", "getFolderTree")
def moved_in_tree(server):
    folder(server, "/a/b")
    folder(server, "/c")
    _move(server)
    assert tree(server) == {"c": {"a": {"b": {}}}}


@look("moveFolder", "getAssets")
def moved_with_asset(server):
    boot = make(server, "boot", "/a/b")
    folder(server, "/c")
    _move(server)
    assert by_handle(server, boot).folder == f"{server.root}/c/a/b/"


@look("moveFolder", "getAssetsByName")
def moved_with_named_asset(server):
    make(server, "boot", "/a")
    folder(server, "/c")
    _move(server)
    assert [asset.folder for asset in by_name(server, "boot")] == [f"{server.root}/c/a/"]


@look("moveFolder", "searchAssets")
def moved_is_searched_below_its_new_place(server):
    make(server, "boot", "/a/b")
    folder(server, "/c")
    assert found(server, folder="/c") == []
    _move(server)
    assert found(server, folder="/c") == ["boot"]


def _delete(server, path="/a"):
    ask(server, "deleteFolder", folderHandle=f"f|{server.root}{path}/")


@look("deleteFolder", "getFolders")
def gone_from_folders(server):
    folder(server, "/a/b")
    folder(server, "/c")
    _delete(server)
    assert paths(server) == ["c"]


@look("deleteFolder", "getFolderTree")
def gone_from_tree(server):
    folder(server, "/a/b")
    folder(server, "/c")
    _delete(server)
    assert tree(server) == {"c": {}}


@look("deleteFolder", "getAssets")
def asset_of_a_deleted_folder(server):
    boot = make(server, "boot", "/a/b")
    _delete(server)
    assert by_handle(server, boot).trashState == "InTrash"


@look("deleteFolder", "getAssetsByName")
def named_asset_of_a_deleted_folder(server):
    make(server, "boot", "/a")
    _delete(server)
    assert by_name(server, "boot") == []


@look("deleteFolder", "searchAssets")
def search_after_a_deleted_folder(server):
    make(server, "boot", "/a")
    _delete(server)
    assert found(server) == []
    assert found(server, trashState="InTrash") == ["boot"]


@look("deleteFolder", PICTURE)
def picture_of_a_deleted_folder(server):
    live_picture(server, "boot", "/a")
    _delete(server)
    assert live(server, "boot") == ["boot"]
    publish(server)
    assert live(server, "boot") == []
