"""Who sees what is done to assets."""

from looks import look
from looks.steps import ask, by_handle, by_name, folder, found, live, live_picture, paths, publish, tree
from made_assets import make
from observed import PICTURE

TRASHING = ("deleteAsset", "deleteAssets")


def _trash(server, writer, handle):
    wanted = {"assetHandle": handle} if writer == "deleteAsset" else {"assetHandleArray": [handle]}
    ask(server, writer, **wanted)


def _trashed_by_handle(writer):
    def looked(server):
        boot = make(server, "boot")
        _trash(server, writer, boot)
        assert by_handle(server, boot).trashState == "InTrash"

    return looked


def _trashed_by_name(writer):
    def looked(server):
        _trash(server, writer, make(server, "boot"))
        assert by_name(server, "boot") == []

    return looked


def _trashed_in_search(writer):
    def looked(server):
        make(server, "sandal")
        _trash(server, writer, make(server, "boot"))
        assert found(server) == ["sandal"]
        assert found(server, trashState="InTrash") == ["boot"]

    return looked


def _trashed_among_folders(writer):
    def looked(server):
        boot = make(server, "boot", "/a")
        assert paths(server, assetTypeArray=["Image"]) == ["a"]
        _trash(server, writer, boot)
        assert paths(server, assetTypeArray=["Image"]) == []

    return looked


def _trashed_in_tree(writer):
    def looked(server):
        boot = make(server, "boot", "/a")
        assert tree(server, assetTypeArray=["Image"]) == {"a": {}}
        _trash(server, writer, boot)
        assert tree(server, assetTypeArray=["Image"]) == {}

    return looked


def _trashed_picture(writer):
    def looked(server):
        boot = live_picture(server)
        _trash(server, writer, boot)
        assert live(server, "boot") == ["boot"]
        publish(server)
        assert live(server, "boot") == []

    return looked


for _writer in TRASHING:
    look(_writer, "getAssets")(_trashed_by_handle(_writer))
    look(_writer, "getAssetsByName")(_trashed_by_name(_writer))
    look(_writer, "searchAssets")(_trashed_in_search(_writer))
    look(_writer, "getFolders")(_trashed_among_folders(_writer))
    look(_writer, "getFolderTree")(_trashed_in_tree(_writer))
    look(_writer, PICTURE)(_trashed_picture(_writer))


def _moved(server):
    """An asset from /a in /b."""
    boot = make(server, "boot", "/a")
    ask(server, "moveAsset", assetHandle=boot, folderHandle=folder(server, "/b"))
    return boot


@look("moveAsset", "getAssets")
def moved_by_handle(server):
    asset = by_handle(server, _moved(server))
    assert (asset.folder, asset.folderHandle) == (f"{server.root}/b/", f"f|{server.root}/b/")


@look("moveAsset", "getAssetsByName")
def moved_by_name(server):
    _moved(server)
    assert [asset.folder for asset in by_name(server, "boot")] == [f"{server.root}/b/"]


@look("moveAsset", "searchAssets")
def moved_in_search(server):
    _moved(server)
    assert (found(server, folder="/a"), found(server, folder="/b")) == ([], ["boot"])


@look("moveAsset", "getFolders")
def moved_among_folders(server):
    _moved(server)
    assert paths(server, assetTypeArray=["Image"]) == ["b"]


@look("moveAsset", "getFolderTree")
def moved_in_tree(server):
    _moved(server)
    assert tree(server, assetTypeArray=["Image"]) == {"b": {}}


def _rename(server, handle):
    ask(server, "renameAsset", assetHandle=handle, newName="shoe", validateName=True)


@look("renameAsset", "getAssets")
def renamed_by_handle(server):
    boot = make(server, "boot")
    _rename(server, boot)
    asset = by_handle(server, boot)
    assert (asset.name, asset.fileName, asset.ipsImageUrl) == ("shoe", "shoe.jpg", f"{server.root}/shoe")


@look("renameAsset", "getAssetsByName")
def renamed_by_name(server):
    boot = make(server, "boot")
    _rename(server, boot)
    assert [asset.assetHandle for asset in by_name(server, "shoe")] == [boot]
    assert by_name(server, "boot") == []


@look("renameAsset", "searchAssets")
def renamed_in_search(server):
    _rename(server, make(server, "boot"))
    condition = {"field": "Name", "op": "Equals", "value": "shoe"}
    assert found(server, systemFieldConditionArray=[condition]) == ["shoe"]


@look("renameAsset", PICTURE)
def renamed_picture(server):
    _rename(server, live_picture(server))
    assert live(server, "boot", "shoe") == ["boot"]
    publish(server)
    assert live(server, "boot", "shoe") == ["shoe"]
