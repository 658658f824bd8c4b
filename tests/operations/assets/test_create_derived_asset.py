"""createDerivedAsset, as a caller sees it, and what becomes of derived assets with their owners."""

import io

import pytest
from PIL import Image

from harness import Refused
from looks.steps import ask, by_handle, found, live, mark, publish, upload
from made_assets import make


def derive(server, owner, name="view", **values):
    wanted = {"type": "LayerView", "folderHandle": f"f|{server.root}/", "name": name, "ownerHandle": owner}
    return ask(server, "createDerivedAsset", **{**wanted, **values}).assetHandle


def associated(server, handle):
    return ask(server, "getAssociatedAssets", assetHandle=handle)


def handles(assets):
    return [asset.assetHandle for asset in assets]


def trash(server, *assets):
    ask(server, "deleteAssets", assetHandleArray=list(assets))


def restore(server, *assets):
    return ask(server, "restoreAssetsFromTrash", assetHandleArray=list(assets))


def picture(server, name, query=""):
    reply = server.get(f"/is/image/{server.root}/{name}{query}")
    assert reply.status_code == 200, reply.text
    return Image.open(io.BytesIO(reply.content))


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["AdjustedView", "LayerView"])
def test_it_is_an_asset_of_its_own_linked_to_its_owner(server, type_):
    boot = make(server, "boot")
    ask(server, "createFolder", folderPath="/views")
    view = derive(
        server,
        boot,
        type=type_,
        folderHandle=f"{server.root}/views/",
        urlModifier="wid=20",
        urlPostApplyModifier="qlt=50",
    )
    asset = by_handle(server, view)
    assert (asset.type, asset.name, asset.fileName, asset.folder) == (type_, "view", "", f"{server.root}/views/")
    assert (asset.ipsImageUrl, asset.readyForPublish) == (f"{server.root}/view", False)
    info = asset.layerViewInfo
    assert (info.url, info.urlModifier, info.urlPostApplyModifier) == (f"{server.root}/view", "wid=20", "qlt=50")
    assert handles(associated(server, view).ownerArray) == [boot]
    assert handles(associated(server, boot).derivedArray) == [view]


@pytest.mark.documented
def test_it_is_served_with_the_pixels_of_its_owner_under_its_own_commands(server):
    upload(server, "boot.png", side=40)
    (boot,) = ask(server, "getAssetsByName", nameArray=["boot"]).assetArray
    mark(server, derive(server, boot.assetHandle, urlModifier="wid=20", urlPostApplyModifier="fmt=png"))
    publish(server)
    shown = picture(server, "view")
    assert (shown.size, shown.format) == ((20, 20), "PNG")
    assert shown.convert("RGB").getpixel((10, 10))[0] > 200
    assert picture(server, "view", "?wid=30").size == (30, 30)


@pytest.mark.documented
def test_changes_of_the_owner_show_in_it(server):
    upload(server, "boot.png", side=40)
    (boot,) = ask(server, "getAssetsByName", nameArray=["boot"]).assetArray
    mark(server, derive(server, boot.assetHandle))
    publish(server)
    assert picture(server, "view").size == (40, 40)
    upload(server, "boot.png", job="again", side=30)
    publish(server)
    assert picture(server, "view").size == (30, 30)


@pytest.mark.documented
def test_deleting_the_owner_deletes_it(server):
    boot = make(server, "boot")
    view = derive(server, boot)
    mark(server, boot, view)
    publish(server)
    ask(server, "deleteAsset", assetHandle=boot)
    assert by_handle(server, view).trashState == "InTrash"
    assert live(server, "boot", "view") == ["boot", "view"]
    publish(server)
    assert live(server, "boot", "view") == []


@pytest.mark.documented
def test_deleting_the_folder_of_the_owner_deletes_it_wherever_it_lies(server):
    view = derive(server, make(server, "boot", "/shoes"))
    ask(server, "deleteFolder", folderHandle=f"f|{server.root}/shoes/")
    asset = by_handle(server, view)
    assert (asset.trashState, asset.folder) == ("InTrash", f"{server.root}/")


def test_it_comes_back_with_its_owner_if_it_went_with_it(server):
    boot = make(server, "boot")
    before, view = derive(server, boot, "before"), derive(server, boot)
    trash(server, before)
    trash(server, boot)
    assert restore(server, boot).successCount == 1
    assert [by_handle(server, one).trashState for one in (view, before)] == ["NotInTrash", "InTrash"]


def test_it_does_not_come_back_alone(server):
    boot = make(server, "boot")
    view = derive(server, boot)
    trash(server, boot)
    reply = restore(server, view)
    assert (reply.successCount, [one.assetHandle for one in reply.errorDetailArray]) == (0, [view])
    assert boot in reply.errorDetailArray[0].reason
    assert restore(server, view, boot).successCount == 2
    assert found(server) == ["boot", "view"]


def test_it_can_be_deleted_and_restored_while_its_owner_stays(server):
    boot = make(server, "boot")
    view = derive(server, boot)
    trash(server, view)
    assert by_handle(server, boot).trashState == "NotInTrash"
    assert restore(server, view).successCount == 1


def test_it_is_emptied_with_its_owner(server):
    boot = make(server, "boot")
    view = derive(server, boot)
    trash(server, boot)
    assert ask(server, "emptyAssetsFromTrash", assetHandleArray=[boot]).successCount == 1
    assert by_handle(server, view).trashState == "InEmptiedTrash"


def test_its_commands_change_with_set_url_modifier(server):
    view = derive(server, make(server, "boot"), urlModifier="wid=20")
    ask(server, "setUrlModifier", assetHandle=view, urlModifier="wid=10")
    assert by_handle(server, view).layerViewInfo.urlModifier == "wid=10"


@pytest.mark.parametrize(
    ("values", "want"),
    [
        ({"type": "Image"}, "30001.*type"),
        ({"name": "a/b"}, "30001.*name"),
        ({"name": "boot"}, "30000.*already in use"),
        ({"folderHandle": "f|Nowhere/"}, "20006.*folderHandle"),
        ({"urlModifier": "a=" + "x" * 9000}, "30001.*urlModifier"),
        ({"urlPostApplyModifier": "a=" + "x" * 9000}, "30001.*urlPostApplyModifier"),
    ],
)
def test_what_cannot_be_faults(server, values, want):
    with pytest.raises(Refused, match=want):
        derive(server, make(server, "boot"), **values)


def test_the_owner_must_be_an_image_of_the_company_outside_the_trash(server):
    with pytest.raises(Refused, match=r"30001.*ownerHandle"):
        derive(server, make(server, "film", type="Video"))
    with pytest.raises(Refused, match=r"30000.*trash"):
        derive(server, make(server, "old", trash_state="InTrash"))
    with pytest.raises(Refused, match=r"20006.*ownerHandle"):
        derive(server, make(server.other_company(), "theirs"))


@pytest.mark.documented
def test_a_reader_may_not_derive(server):
    boot = make(server, "boot")
    with pytest.raises(Refused, match="20003"):
        derive(server.as_user("TrialSiteUser"), boot)
    assert found(server) == ["boot"]
