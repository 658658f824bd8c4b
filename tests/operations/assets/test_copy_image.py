"""copyImage and replaceImage, as a caller sees them."""

import io

import pytest
from PIL import Image

import made_xmp
import pictures
from harness import Refused
from looks.steps import UPLOAD, ask, by_handle, found, mark, publish
from made_assets import make
from made_metadata import field, put, shown
from safelight.services import invariants


@pytest.fixture
def boot(server):
    """A picture of four corners, 60 x 40."""
    place = server.parts.settings.upload_folders[0] / server.root
    place.mkdir()
    pictures.corners(60, 40).save(place / "boot.png")
    wanted = {**UPLOAD, "serverDir": str(place), "includeSubfolders": True, "processMetadataFiles": False}
    ask(server, "submitJob", jobName="add", uploadDirectoryJob=wanted)
    server.run_jobs()
    (asset,) = ask(server, "getAssetsByName", nameArray=["boot"]).assetArray
    return asset.assetHandle


def copy(server, handle, commands="", **values):
    wanted = {"folderHandle": f"f|{server.root}/", "name": "copy", "urlModifier": commands}
    return ask(server, "copyImage", assetHandle=handle, **{**wanted, **values}).assetHandle


def replaced(server, handle, commands):
    return ask(server, "replaceImage", assetHandle=handle, urlModifier=commands).assetHandle


def picture(server, name, query="?fmt=png"):
    reply = server.get(f"/is/image/{server.root}/{name}{query}")
    assert reply.status_code == 200, reply.text
    return Image.open(io.BytesIO(reply.content)).convert("RGB")


def near(found, want):
    return all(abs(a - b) <= 8 for a, b in zip(found, want, strict=True))


@pytest.mark.documented
def test_without_commands_it_is_the_same_picture_under_another_name(server, boot):
    ask(server, "createFolder", folderPath="/copies")
    made = by_handle(server, copy(server, boot, folderHandle=f"{server.root}/copies/"))
    assert (made.name, made.fileName, made.folder) == ("copy", "copy.png", f"{server.root}/copies/")
    assert (made.type, made.readyForPublish, made.ipsImageUrl) == ("Image", False, f"{server.root}/copy")
    info, source = made.imageInfo, by_handle(server, boot).imageInfo
    same = ("width", "height", "fileSize", "resolution", "anchorX", "anchorY")
    assert [getattr(info, name) for name in same] == [getattr(source, name) for name in same]
    assert info.originalFile != source.originalFile
    assert [what for what in invariants.broken(server.parts) if "0" * 64 not in what] == []


@pytest.mark.documented
def test_commands_make_the_new_pixels(server, boot):
    made = copy(server, boot, "crop=0,0,30,20&scl=1")
    info = by_handle(server, made).imageInfo
    assert (info.width, info.height) == (30, 20)
    mark(server, made)
    publish(server)
    assert near(picture(server, "copy").getpixel((15, 10)), pictures.RED)
    assert by_handle(server, made).fileName == "copy.tiff"


def test_commands_may_name_a_format(server, boot):
    made = by_handle(server, copy(server, boot, "fmt=jpeg&qlt=90&wid=20"))
    assert (made.fileName, made.imageInfo.width) == ("copy.jpg", 20)


def test_texts_and_the_commands_it_is_shown_with_go_along_and_are_not_applied(server, boot):
    ask(server, "setUrlModifier", assetHandle=boot, urlModifier="wid=10", urlPostApplyModifier="qlt=40")
    wanted = {"assetHandle": boot, "userData": "said", "anchorX": 7, "anchorY": 9}
    ask(server, "batchSetImageFields", updateArray=[wanted])
    plain = by_handle(server, copy(server, boot)).imageInfo
    made = by_handle(server, copy(server, boot, "rgn=0,0,30,20", name="other")).imageInfo
    assert [(one.urlModifier, one.urlPostApplyModifier, one.userData) for one in (plain, made)] == [
        ("wid=10", "qlt=40", "said")
    ] * 2
    assert (plain.anchorX, plain.anchorY) == (7, 9)
    assert (made.width, made.height, made.anchorX) == (30, 20, 15)


@pytest.mark.documented
def test_a_copy_is_not_linked(server, boot):
    made = copy(server, boot)
    replaced(server, boot, "wid=10")
    ask(server, "deleteAsset", assetHandle=boot)
    info = by_handle(server, made)
    assert (info.trashState, info.imageInfo.width) == ("NotInTrash", 60)


@pytest.mark.documented
def test_replacing_changes_the_pixels_and_nothing_else(server, boot):
    ask(server, "setUrlModifier", assetHandle=boot, urlModifier="qlt=70")
    mark(server, boot)
    publish(server)
    before = by_handle(server, boot)
    assert replaced(server, boot, "crop=30,0,30,20&scl=1") == boot
    after = by_handle(server, boot)
    assert (after.imageInfo.width, after.imageInfo.height) == (30, 20)
    stays = ("name", "fileName", "folder", "readyForPublish", "created", "ipsImageUrl")
    assert [getattr(after, name) for name in stays] == [getattr(before, name) for name in stays]
    assert (after.imageInfo.urlModifier, after.imageInfo.description) == ("qlt=70", before.imageInfo.description)
    assert picture(server, "boot").size == (60, 40)
    publish(server)
    assert near(picture(server, "boot").getpixel((15, 10)), pictures.GREEN)


def test_replacing_tells_who_did_it_and_twice_works_on_what_is_there(server, boot):
    user = server.as_user()
    replaced(user, boot, "crop=0,0,30,20&scl=1")
    replaced(user, boot, "crop=0,0,10,10&scl=1")
    after = by_handle(server, boot)
    assert (after.imageInfo.width, after.imageInfo.height, after.lastModifyUser) == (10, 10, user.email)


@pytest.mark.documented
@pytest.mark.parametrize("commands", ["", "action=none"])
def test_replacing_without_an_effect_keeps_the_picture(server, boot, commands):
    replaced(server, boot, commands)
    info = by_handle(server, boot).imageInfo
    assert (info.width, info.height) == (60, 40)


@pytest.mark.parametrize(
    ("values", "want"),
    [
        ({"name": "a/b"}, "30001.*name"),
        ({"name": "boot"}, "30000.*already in use"),
        ({"folderHandle": "f|Nowhere/"}, "20006.*folderHandle"),
        ({"urlModifier": "no commands"}, "30001.*urlModifier"),
        ({"urlModifier": "wid=-5"}, "wid"),
        ({"urlModifier": "req=props"}, "30001.*req"),
        ({"urlModifier": "$nothing$"}, "nothing"),
    ],
)
def test_what_cannot_be_copied_faults(server, boot, values, want):
    with pytest.raises(Refused, match=want):
        copy(server, boot, **values)
    assert found(server) == ["boot"]


@pytest.mark.parametrize("act", [copy, replaced])
def test_only_a_picture_of_the_company_outside_the_trash(server, act):
    with pytest.raises(Refused, match=r"30001.*assetHandle"):
        act(server, make(server, "film", type="Video"), "wid=5")
    with pytest.raises(Refused, match=r"30000.*trash"):
        act(server, make(server, "old", trash_state="InTrash"), "wid=5")
    with pytest.raises(Refused, match=r"20006.*assetHandle"):
        act(server, make(server.other_company(), "theirs"), "wid=5")
    with pytest.raises(Refused, match=r"30001.*assetHandle"):
        act(server, "a|999999999", "wid=5")


@pytest.mark.documented
@pytest.mark.parametrize("act", [copy, replaced])
def test_a_reader_may_not(server, boot, act):
    with pytest.raises(Refused, match="20003"):
        act(server.as_user("TrialSiteUser"), boot, "wid=5")
    assert found(server) == ["boot"]
    assert by_handle(server, boot).imageInfo.width == 60


def described(server, boot):
    """A picture with a value, a tag, a keyword, a zoom target and an image map."""
    season, colours = field(server, "season"), field(server, "colours", "MultiTag")
    put(server, boot, season, value="spring")
    put(server, boot, colours, setTagValueArray=["red", "blue"])
    packet = made_xmp.sent(made_xmp.packet(keywords=["leather"]))
    ask(server, "updateXMPPacket", assetHandle=boot, compressedPacket=packet)
    target = {"name": "toe", "xPosition": 1, "yPosition": 2, "width": 3, "height": 4, "userData": "u"}
    ask(server, "saveZoomTarget", assetHandle=boot, **target)
    area = {"name": "sole", "shapeType": "Rectangle", "region": "0,0,9,9", "action": "/sole", "position": 2}
    ask(server, "saveImageMap", assetHandle=boot, enabled=True, **area)


@pytest.mark.parametrize(("commands", "drawn"), [("", 1), ("wid=20", 0)])
def test_what_the_image_is_described_by_goes_along_and_is_the_copy_s_own(server, boot, commands, drawn):
    described(server, boot)
    made = copy(server, boot, commands)
    assert shown(server, made) == {"season": "spring", "colours": ["red", "blue"]}
    assert found(server, keywordArray=["leather"]) == ["boot", "copy"]
    info = by_handle(server, made).imageInfo
    assert [(one.name, one.xPosition, one.userData) for one in info.zoomTargets] == [("toe", 1, "u")] * drawn
    assert [(one.name, one.region, one.position) for one in info.imageMaps] == [("sole", "0,0,9,9", 2)] * drawn
    ask(server, "deleteAsset", assetHandle=boot)
    ask(server, "emptyAssetsFromTrash", assetHandleArray=[boot])
    assert len(shown(server, made)) == 2
    assert len(by_handle(server, made).imageInfo.imageMaps) == drawn


def test_what_names_no_picture_is_told_of_by_its_field(server):
    theirs = make(server.other_company(), "boot")
    into = {"folderHandle": f"f|{server.root}/", "name": "copy"}
    for operation, values in (("copyImage", into), ("replaceImage", {})):
        with pytest.raises(Refused, match=r"^authorizationFault 20006: assetHandle: got"):
            ask(server, operation, assetHandle=theirs, urlModifier="wid=5", **values)
