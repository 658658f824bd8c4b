"""Who sees sets and templates."""

from looks import look
from looks.steps import ask, by_handle, by_name, found, mark, paths, publish, tree, upload
from made_assets import make
from observed import PICTURE

CREATORS = {
    "createImageSet": ("ImageSet", {"type": "ImageSet"}),
    "createAssetSet": ("AssetSet", {"subType": "MediaSet"}),
    "createTemplate": ("Template", {"type": "Template", "urlModifier": "src=boot&fmt=png"}),
}


def _create(server, writer, where=""):
    wanted = {"folderHandle": f"f|{server.root}/{where}", "name": "new"} | CREATORS[writer][1]
    return ask(server, writer, **wanted).assetHandle


def _created_by_handle(writer):
    def looked(server):
        asset = by_handle(server, _create(server, writer))
        assert (asset.type, asset.name, asset.fileName) == (CREATORS[writer][0], "new", "")

    return looked


def _created_by_name(writer):
    def looked(server):
        handle = _create(server, writer)
        assert [asset.assetHandle for asset in by_name(server, "new")] == [handle]

    return looked


def _created_in_search(writer):
    def looked(server):
        make(server, "boot")
        _create(server, writer)
        assert found(server, assetTypeArray=[CREATORS[writer][0]]) == ["new"]

    return looked


def _created_among_folders(writer):
    def looked(server):
        ask(server, "createFolder", folderPath="/a")
        assert paths(server, assetTypeArray=[CREATORS[writer][0]]) == []
        _create(server, writer, "a/")
        assert paths(server, assetTypeArray=[CREATORS[writer][0]]) == ["a"]

    return looked


def _created_in_tree(writer):
    def looked(server):
        ask(server, "createFolder", folderPath="/a")
        _create(server, writer, "a/")
        assert tree(server, assetTypeArray=[CREATORS[writer][0]]) == {"a": {}}

    return looked


for _writer in CREATORS:
    look(_writer, "getAssets")(_created_by_handle(_writer))
    look(_writer, "getAssetsByName")(_created_by_name(_writer))
    look(_writer, "searchAssets")(_created_in_search(_writer))
    look(_writer, "getFolders")(_created_among_folders(_writer))
    look(_writer, "getFolderTree")(_created_in_tree(_writer))


def _get(server, name, query):
    return server.get(f"/is/image/{server.root}/{name}?{query}")


@look("createImageSet", "getImageSetMembers")
def created_without_members(server):
    assert ask(server, "getImageSetMembers", assetHandle=_create(server, "createImageSet")).memberArray == []


@look("createImageSet", PICTURE)
def created_with_a_thumbnail(server):
    upload(server, "boot.png")
    wanted = {"folderHandle": f"f|{server.root}/", "name": "new", "type": "ImageSet"}
    thumb = by_name(server, "boot")[0].assetHandle
    mark(server, ask(server, "createImageSet", thumbAssetHandle=thumb, **wanted).assetHandle)
    publish(server)
    assert _get(server, "new", "wid=4").headers["content-type"] == "image/jpeg"


@look("createAssetSet", PICTURE)
def created_with_a_definition(server):
    wanted = {"folderHandle": f"f|{server.root}/", "name": "new", "subType": "MediaSet"}
    mark(server, ask(server, "createAssetSet", setDefinition="a;b;c", **wanted).assetHandle)
    publish(server)
    assert _get(server, "new", "req=imageset").text == "a;b;c\r\n"


@look("createTemplate", PICTURE)
def created_template_is_drawn(server):
    upload(server, "boot.png")
    mark(server, by_name(server, "boot")[0].assetHandle, _create(server, "createTemplate"))
    publish(server)
    assert _get(server, "new", "wid=4").headers["content-type"] == "image/png"


def _filled(server, writer):
    handle = _create(server, "createImageSet")
    rows = [{"assetHandle": make(server, name), "pageReset": True} for name in ("shoe", "boot")]
    ask(server, writer, assetHandle=handle, memberArray=rows)
    return handle


def _seen_among_members(writer):
    def looked(server):
        shown = ask(server, "getImageSetMembers", assetHandle=_filled(server, writer)).memberArray
        assert [member.asset.name for member in shown] == ["shoe", "boot"]

    return looked


def _served(writer):
    def looked(server):
        mark(server, _filled(server, writer))
        publish(server)
        assert _get(server, "new", "req=imageset").text.replace(f"{server.root}/", "") == "shoe;shoe,boot;boot\r\n"

    return looked


def _contained(writer):
    def looked(server):
        handle = _filled(server, writer)
        boot = by_name(server, "boot")[0].assetHandle
        held = ask(server, "getAssociatedAssets", assetHandle=boot).containerArray
        assert [each.assetHandle for each in held] == [handle]

    return looked


for _writer in ("setImageSetMembers", "updateImageSet"):
    look(_writer, "getAssociatedAssets")(_contained(_writer))
    look(_writer, "getImageSetMembers")(_seen_among_members(_writer))
    look(_writer, PICTURE)(_served(_writer))


def _redefined(server, writer):
    handle = _create(server, "createAssetSet")
    ask(server, writer, assetHandle=handle, setDefinition="a;b;c")
    return handle


def _definition_shown(writer):
    def looked(server):
        assert by_handle(server, _redefined(server, writer)).assetSetInfo.setDefinition == "a;b;c"

    return looked


def _definition_served(writer):
    def looked(server):
        handle = _create(server, "createAssetSet")
        mark(server, handle)
        publish(server)
        ask(server, writer, assetHandle=handle, setDefinition="a;b;c")
        assert _get(server, "new", "req=imageset").text == "\r\n"
        publish(server)
        assert _get(server, "new", "req=imageset").text == "a;b;c\r\n"

    return looked


def _named_in_definition(writer):
    def looked(server):
        handle, boot = _create(server, "createAssetSet"), make(server, "boot")
        ask(server, writer, assetHandle=handle, setDefinition=f"${{getCatalogId([{boot}])}}")
        held = ask(server, "getAssociatedAssets", assetHandle=boot).containerArray
        assert [each.assetHandle for each in held] == [handle]

    return looked


for _writer in ("setAssetSetDefinition", "updateAssetSet"):
    look(_writer, "getAssociatedAssets")(_named_in_definition(_writer))
    look(_writer, "getAssets")(_definition_shown(_writer))
    look(_writer, PICTURE)(_definition_served(_writer))
