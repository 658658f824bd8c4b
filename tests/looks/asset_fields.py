"""Who sees what is noted of pictures, fonts and profiles, and which images stand for others."""

from looks import look
from looks.steps import ask, by_handle, by_name, found, publish, upload
from made_assets import make
from observed import PICTURE

EARLIER = {"modified_by": "earlier@example.com"}
NOTED = {
    "batchSetFontFields": ("Font", {"fontName": "Bookman"}),
    "batchSetIccProfileFields": ("IccProfile", {"class": "Output"}),
}


def _note(server, writer):
    type_, fields = NOTED[writer]
    handle = make(server, "thing", type=type_, **EARLIER)
    ask(server, writer, updateArray=[{"assetHandle": handle, **fields}])
    return handle


def _noted_by_handle(writer):
    def looked(server):
        assert by_handle(server, _note(server, writer)).lastModifyUser == server.email

    return looked


def _noted_by_name(writer):
    def looked(server):
        _note(server, writer)
        assert [asset.lastModifyUser for asset in by_name(server, "thing")] == [server.email]

    return looked


def _noted_in_search(writer):
    def looked(server):
        _note(server, writer)
        condition = {"field": "LastModifyUser", "op": "Equals", "value": server.email}
        assert found(server, systemFieldConditionArray=[condition]) == ["thing"]

    return looked


for _writer in NOTED:
    look(_writer, "getAssets")(_noted_by_handle(_writer))
    look(_writer, "getAssetsByName")(_noted_by_name(_writer))
    look(_writer, "searchAssets")(_noted_in_search(_writer))


def _image(server, handle):
    fields = {"resolution": 150.0, "anchorX": 3, "anchorY": 4, "userData": "leather"}
    ask(server, "batchSetImageFields", updateArray=[{"assetHandle": handle, **fields}])


@look("batchSetImageFields", "getAssets")
def image_by_handle(server):
    boot = make(server, "boot")
    _image(server, boot)
    info = by_handle(server, boot).imageInfo
    assert (info.resolution, info.anchorX, info.anchorY, info.userData) == (150.0, 3, 4, "leather")


@look("batchSetImageFields", "getAssetsByName")
def image_by_name(server):
    _image(server, make(server, "boot"))
    assert [asset.imageInfo.userData for asset in by_name(server, "boot")] == ["leather"]


@look("batchSetImageFields", "searchAssets")
def image_in_search(server):
    _image(server, make(server, "boot"))
    make(server, "shoe")
    condition = {"field": "UserData", "op": "Equals", "value": "leather"}
    assert found(server, systemFieldConditionArray=[condition]) == ["boot"]


@look("batchSetImageFields", PICTURE)
def image_served(server):
    upload(server, "boot.png", readyForPublish=True)
    publish(server)
    _image(server, by_name(server, "boot")[0].assetHandle)
    address = f"/is/image/{server.root}/boot?req=imageprops,text"
    assert "leather" not in server.get(address.replace("imageprops", "userdata")).text
    publish(server)
    assert "image.anchor=3,4" in server.get(address).text
    assert "leather" in server.get(address.replace("imageprops", "userdata")).text


def _thumb(server):
    movie = make(server, "movie", type="Video")
    ask(server, "batchSetThumbAsset", updateArray=[{"assetHandle": movie, "thumbAssetHandle": make(server, "boot")}])
    return movie


@look("batchSetThumbAsset", "getAssets")
def thumb_by_handle(server):
    assert by_handle(server, _thumb(server)).ipsImageUrl == f"{server.root}/boot"


@look("batchSetThumbAsset", "getAssetsByName")
def thumb_by_name(server):
    _thumb(server)
    assert [asset.ipsImageUrl for asset in by_name(server, "movie")] == [f"{server.root}/boot"]


@look("batchSetThumbAsset", "searchAssets")
def thumb_in_search(server):
    _thumb(server)
    assets = ask(server, "searchAssets", includeSubfolders=True).assetArray
    assert {asset.name: asset.ipsImageUrl for asset in assets}["movie"] == f"{server.root}/boot"
