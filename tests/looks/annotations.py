"""Who sees what is drawn on images."""

from PIL import Image

from looks import look
from looks.steps import ask, by_handle, by_name, mark, publish
from made_assets import make
from observed import PICTURE
from taken_in import taken_in

BOX = {"name": "heel", "xPosition": 1, "yPosition": 2, "width": 3, "height": 4}
AREA = {"name": "link", "shapeType": "Rectangle", "region": "1,2,3,4", "action": "http://a/", "enabled": True}
TARGETS = "Target.1.rect=1,2,3,4\r\nTarget.1.label=heel\r\n"
MAP = '<area shape="rect" coords="1,2,3,4" href="http://a/">'


def _target(server, boot):
    return ask(server, "saveZoomTarget", assetHandle=boot, **BOX).zoomTargetHandle


def _area(server, boot):
    return ask(server, "saveImageMap", assetHandle=boot, position=0, **AREA).imageMapHandle


DRAW = {
    "saveZoomTarget": _target,
    "setZoomTargets": lambda server, boot: ask(server, "setZoomTargets", assetHandle=boot, zoomTargetArray=[BOX]),
    "saveImageMap": _area,
    "setImageMaps": lambda server, boot: ask(server, "setImageMaps", assetHandle=boot, imageMapArray=[AREA]),
}
WIPE = {
    "deleteZoomTarget": lambda server, boot: ask(server, "deleteZoomTarget", zoomTargetHandle=_target(server, boot)),
    "deleteImageMap": lambda server, boot: ask(server, "deleteImageMap", imageMapHandle=_area(server, boot)),
}


def _drawn(asset, writer):
    info = asset.imageInfo
    return [each.name for each in (info.zoomTargets if "ZoomTarget" in writer else info.imageMaps)]


def _picture(server):
    return make(server, "boot", detail={"width": 40, "height": 30})


def _wanted(writer):
    return [] if writer in WIPE else ["heel" if "ZoomTarget" in writer else "link"]


def _by_handle(writer, write):
    def looked(server):
        boot = _picture(server)
        write(server, boot)
        assert _drawn(by_handle(server, boot), writer) == _wanted(writer)

    return looked


def _by_name(writer, write):
    def looked(server):
        write(server, _picture(server))
        assert _drawn(by_name(server, "boot")[0], writer) == _wanted(writer)

    return looked


def _in_search(writer, write):
    def looked(server):
        write(server, _picture(server))
        (asset,) = ask(server, "searchAssets", includeSubfolders=True).assetArray
        assert _drawn(asset, writer) == _wanted(writer)

    return looked


def _served(writer, write):
    kind, full, empty = ("targets", TARGETS, "\r\n") if "ZoomTarget" in writer else ("map", MAP, "")

    def looked(server):
        boot = _picture(server)
        mark(server, boot)
        publish(server)
        write(server, boot)
        publish(server)
        text = server.get(f"/is/image/{server.root}/boot?req={kind}").text
        assert text == (empty if writer in WIPE else full)

    return looked


for _writer, _write in (DRAW | WIPE).items():
    look(_writer, "getAssets")(_by_handle(_writer, _write))
    look(_writer, "getAssetsByName")(_by_name(_writer, _write))
    look(_writer, "searchAssets")(_in_search(_writer, _write))
    look(_writer, PICTURE)(_served(_writer, _write))


def _masked(server):
    image = Image.new("RGBA", (40, 20), (255, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 20, 20))
    return taken_in(server, "boot.png", image.save)


@look("removeMask", "getAutoCropRect")
def nothing_is_left_to_crop(server):
    boot = _masked(server)
    ask(server, "removeMask", assetHandle=boot)
    options = {"autoTransparentCropOptions": {"tolerance": 0}}
    assert ask(server, "getAutoCropRect", assetHandle=boot, **options).width == 40


@look("removeMask", "getAssets")
def the_image_was_changed(server):
    boot = _masked(server)
    before = by_handle(server, boot)
    assert (before.imageInfo.maskPath, before.imageInfo.maskFile) == (
        before.imageInfo.optimizedPath,
        before.imageInfo.optimizedFile,
    )
    ask(server, "removeMask", assetHandle=boot)
    after = by_handle(server, boot)
    assert after.lastModified > before.lastModified
    assert (after.imageInfo.maskPath, after.imageInfo.maskFile) == ("", "")


@look("removeMask", PICTURE)
def all_of_the_picture_is_seen(server):
    boot = _masked(server)
    mark(server, boot)
    ask(server, "removeMask", assetHandle=boot)
    publish(server)
    assert "image.mask=0" in server.get(f"/is/image/{server.root}/boot?req=imageprops").text
