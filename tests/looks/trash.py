"""Who sees what is restored or emptied from the trash."""

from looks import look
from looks.steps import ask, by_handle, by_name, counts, found, live, live_picture, paths, publish, tree
from made_assets import make
from observed import PICTURE


def _restored(server, **columns):
    """An asset of /a that was in the trash."""
    boot = make(server, "boot", "/a", trash_state="InTrash", **columns)
    ask(server, "restoreAssetsFromTrash", assetHandleArray=[boot])
    return boot


@look("restoreAssetsFromTrash", "getAssets")
def restored_by_handle(server):
    assert by_handle(server, _restored(server)).trashState == "NotInTrash"


@look("restoreAssetsFromTrash", "getAssetsByName")
def restored_by_name(server):
    boot = _restored(server)
    assert [asset.assetHandle for asset in by_name(server, "boot")] == [boot]


@look("restoreAssetsFromTrash", "getAssetCounts")
def restored_in_counts(server):
    _restored(server, type="Video")
    assert counts(server) == {"Video": 1}


@look("restoreAssetsFromTrash", "searchAssets")
def restored_in_search(server):
    _restored(server)
    assert (found(server), found(server, trashState="InTrash")) == (["boot"], [])


@look("restoreAssetsFromTrash", "getFolders")
def restored_among_folders(server):
    _restored(server)
    assert paths(server, assetTypeArray=["Image"]) == ["a"]


@look("restoreAssetsFromTrash", "getFolderTree")
def restored_in_tree(server):
    _restored(server)
    assert tree(server, assetTypeArray=["Image"]) == {"a": {}}


@look("restoreAssetsFromTrash", PICTURE)
def restored_picture(server):
    boot = live_picture(server)
    ask(server, "deleteAsset", assetHandle=boot)
    publish(server)
    ask(server, "restoreAssetsFromTrash", assetHandleArray=[boot])
    assert live(server, "boot") == []
    publish(server)
    assert live(server, "boot") == ["boot"]


def _emptied(server):
    boot = make(server, "boot", trash_state="InTrash")
    ask(server, "emptyAssetsFromTrash", assetHandleArray=[boot])
    return boot


@look("emptyAssetsFromTrash", "getAssets")
def emptied_by_handle(server):
    assert by_handle(server, _emptied(server)).trashState == "InEmptiedTrash"


@look("emptyAssetsFromTrash", "searchAssets")
def emptied_in_search(server):
    _emptied(server)
    assert (found(server, trashState="InTrash"), found(server, trashState="InEmptiedTrash")) == ([], ["boot"])
