"""Who sees what is done to assets."""

from looks import look
from looks.steps import (
    ask,
    by_handle,
    by_name,
    counts,
    file_path,
    folder,
    found,
    live,
    live_picture,
    mark,
    paths,
    publish,
    tree,
    upload,
)
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


def _trashed_in_counts(writer):
    def looked(server):
        boot = make(server, "boot")
        make(server, "film", type="Video")
        assert counts(server) == {"Image": 1, "Video": 1}
        _trash(server, writer, boot)
        assert counts(server) == {"Video": 1}

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
    look(_writer, "getAssetCounts")(_trashed_in_counts(_writer))
    look(_writer, "searchAssets")(_trashed_in_search(_writer))
    look(_writer, "getFolders")(_trashed_among_folders(_writer))
    look(_writer, "getFolderTree")(_trashed_in_tree(_writer))
    look(_writer, PICTURE)(_trashed_picture(_writer))


MOVING = ("moveAsset", "moveAssets")


def _moved(server, writer):
    """An asset from /a in /b."""
    boot = make(server, "boot", "/a")
    move = {"assetHandle": boot, "folderHandle": folder(server, "/b")}
    ask(server, writer, **(move if writer == "moveAsset" else {"assetMoveArray": [move]}))
    return boot


def _moved_by_handle(writer):
    def looked(server):
        asset = by_handle(server, _moved(server, writer))
        assert (asset.folder, asset.folderHandle) == (f"{server.root}/b/", f"f|{server.root}/b/")

    return looked


def _moved_by_name(writer):
    def looked(server):
        _moved(server, writer)
        assert [asset.folder for asset in by_name(server, "boot")] == [f"{server.root}/b/"]

    return looked


def _moved_in_search(writer):
    def looked(server):
        _moved(server, writer)
        assert (found(server, folder="/a"), found(server, folder="/b")) == ([], ["boot"])

    return looked


def _moved_among_folders(writer):
    def looked(server):
        _moved(server, writer)
        assert paths(server, assetTypeArray=["Image"]) == ["b"]

    return looked


def _moved_in_tree(writer):
    def looked(server):
        _moved(server, writer)
        assert tree(server, assetTypeArray=["Image"]) == {"b": {}}

    return looked


def _moved_in_paths(writer):
    def looked(server):
        assert file_path(server, _moved(server, writer)) == f"{server.root}/b/boot.jpg"

    return looked


for _writer in MOVING:
    look(_writer, "getAssets")(_moved_by_handle(_writer))
    look(_writer, "getAssetsByName")(_moved_by_name(_writer))
    look(_writer, "searchAssets")(_moved_in_search(_writer))
    look(_writer, "getFolders")(_moved_among_folders(_writer))
    look(_writer, "getFolderTree")(_moved_in_tree(_writer))
    look(_writer, "getOriginalFilePaths")(_moved_in_paths(_writer))


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


@look("renameAsset", "checkAssetNames")
def renamed_in_names(server):
    _rename(server, make(server, "boot"))
    assert ask(server, "checkAssetNames", assetNameArray=["boot", "shoe"]).inUseNameArray == ["shoe"]


@look("renameAsset", "getOriginalFilePaths")
def renamed_in_paths(server):
    boot = make(server, "boot")
    _rename(server, boot)
    assert file_path(server, boot) == f"{server.root}/shoe.jpg"


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


def _derived(server, owner=None):
    """A view of an image, "view" by name."""
    wanted = {"ownerHandle": owner or make(server, "boot"), "folderHandle": folder(server, "/views")}
    commands = {"urlModifier": "wid=20", "urlPostApplyModifier": "qlt=50"}
    return ask(server, "createDerivedAsset", name="view", type="AdjustedView", **wanted, **commands).assetHandle


@look("createDerivedAsset", "getAssets")
def derived_by_handle(server):
    view = by_handle(server, _derived(server))
    assert (view.name, view.type, view.folder) == ("view", "AdjustedView", f"{server.root}/views/")
    info = view.layerViewInfo
    assert (info.urlModifier, info.urlPostApplyModifier) == ("wid=20", "qlt=50")


@look("createDerivedAsset", "getAssetsByName")
def derived_by_name(server):
    handle = _derived(server)
    assert [asset.assetHandle for asset in by_name(server, "view")] == [handle]


@look("createDerivedAsset", "getAssetCounts")
def derived_in_counts(server):
    _derived(server)
    assert counts(server) == {"AdjustedView": 1, "Image": 1}


@look("createDerivedAsset", "checkAssetNames")
def derived_in_names(server):
    _derived(server)
    assert ask(server, "checkAssetNames", assetNameArray=["view", "other"]).inUseNameArray == ["view"]


@look("createDerivedAsset", "searchAssets")
def derived_in_search(server):
    _derived(server)
    assert found(server, assetTypeArray=["AdjustedView"]) == ["view"]


@look("createDerivedAsset", "getAssociatedAssets")
def derived_in_associations(server):
    boot = make(server, "boot")
    view = _derived(server, boot)
    (shown,) = ask(server, "getAssociatedAssets", assetHandle=boot).derivedArray
    assert shown.assetHandle == view


@look("createDerivedAsset", PICTURE)
def derived_picture(server):
    view = _derived(server)
    mark(server, view)
    assert live(server, "view") == []
    publish(server)
    assert live(server, "view") == ["view"]


def _uploaded(server, side=40):
    """A picture from a file."""
    upload(server, "boot.png", side=side)
    (boot,) = by_name(server, "boot")
    return boot.assetHandle


def _copied(server, commands="wid=20"):
    """The copy of a picture, "copy" by name."""
    wanted = {"assetHandle": _uploaded(server), "folderHandle": folder(server, "/copies"), "name": "copy"}
    return ask(server, "copyImage", urlModifier=commands, **wanted).assetHandle


@look("copyImage", "getAssets")
def copied_by_handle(server):
    info = by_handle(server, _copied(server)).imageInfo
    assert (info.width, info.height) == (20, 20)


@look("copyImage", "getAssetsByName")
def copied_by_name(server):
    handle = _copied(server)
    assert [asset.assetHandle for asset in by_name(server, "copy")] == [handle]


@look("copyImage", "getAssetCounts")
def copied_in_counts(server):
    _copied(server)
    assert counts(server) == {"Image": 2}


@look("copyImage", "searchAssets")
def copied_in_search(server):
    _copied(server)
    assert found(server, folder="/copies") == ["copy"]


@look("copyImage", "getOriginalFilePaths")
def copied_in_paths(server):
    assert file_path(server, _copied(server, "")) == f"{server.root}/copies/copy.png"


@look("copyImage", PICTURE)
def copied_picture(server):
    mark(server, _copied(server))
    assert live(server, "copy") == []
    publish(server)
    assert live(server, "copy") == ["copy"]


@look("replaceImage", "getAssets")
def replaced_by_handle(server):
    boot = _uploaded(server)
    ask(server, "replaceImage", assetHandle=boot, urlModifier="wid=20")
    info = by_handle(server, boot).imageInfo
    assert (info.width, info.height) == (20, 20)


@look("replaceImage", "searchAssets")
def replaced_in_search(server):
    boot = _uploaded(server)
    sizes = [each.fileSize for each in _infos(server)]
    ask(server, "replaceImage", assetHandle=boot, urlModifier="wid=20")
    assert [each.fileSize for each in _infos(server)] != sizes


def _infos(server):
    return [asset.imageInfo for asset in ask(server, "searchAssets", includeSubfolders=True).assetArray]


@look("replaceImage", PICTURE)
def replaced_picture(server):
    boot = _uploaded(server)
    mark(server, boot)
    publish(server)
    ask(server, "replaceImage", assetHandle=boot, urlModifier="wid=20")
    assert _width(server) == 40
    publish(server)
    assert _width(server) == 20


def _width(server):
    text = server.get(f"/is/image/{server.root}/boot?req=imageprops,text").text
    return int(text.partition("image.width=")[2].split()[0])
