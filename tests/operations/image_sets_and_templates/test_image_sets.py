"""createImageSet, updateImageSet, setImageSetMembers and getImageSetMembers, as a caller sees them."""

import base64
import io

import pytest
from PIL import Image
from set_steps import members, names, new_set, picture, put, root_folder, served, told

from harness import Refused
from looks.steps import ask, by_handle, found, live, mark, publish
from made_assets import in_shared_company, make
from safelight.domain.handles import asset_id
from safelight.store import erasing
from taken_in import taken_in


@pytest.mark.documented
@pytest.mark.parametrize("type_", ["ImageSet", "SpinSet", "RenderSet", "Catalog"])
def test_a_new_set_is_an_asset_of_its_type_without_members(server, type_):
    handle = new_set(server, "My Image Set", type_)
    asset = by_handle(server, handle)
    assert (asset.type, asset.name, asset.fileName, asset.folder) == (type_, "My Image Set", "", f"{server.root}/")
    assert (asset.ipsImageUrl, asset.readyForPublish) == (f"{server.root}/My Image Set", False)
    assert found(server, assetTypeArray=[type_]) == ["My Image Set"]
    assert members(server, handle) == []


@pytest.mark.documented
def test_members_come_back_in_their_order_as_whole_assets(server):
    boot, shoe = picture(server, "boot"), picture(server, "shoe")
    handle = new_set(server)
    put(server, handle, shoe, boot, shoe)
    shown = members(server, handle)
    assert [member.asset.assetHandle for member in shown] == [shoe, boot, shoe]
    assert shown[1].asset.imageInfo.width == 400
    put(server, handle, boot)
    assert names(server, handle) == ["boot"]


@pytest.mark.documented
@pytest.mark.parametrize(("type_", "kept"), [("ImageSet", True), ("SpinSet", True), ("RenderSet", False)])
def test_page_resets_are_kept_where_a_set_has_groups_and_true_elsewhere(server, type_, kept):
    handle = new_set(server, type_=type_)
    put(server, handle, picture(server, "boot"), resets=False)
    assert [member.pageReset for member in members(server, handle)] == [kept is True]


@pytest.mark.documented
def test_fields_of_members_can_be_left_out(server):
    handle = new_set(server)
    put(server, handle, picture(server, "boot"))
    (shown,) = members(server, handle, responseFieldArray=["memberArray/items/asset/name"])
    assert (shown.asset.name, shown.asset.type, shown.pageReset) == ("boot", None, None)
    (shown,) = members(server, handle, excludeFieldArray=["memberArray/items/asset/imageInfo"])
    assert (shown.asset.name, shown.asset.imageInfo, shown.pageReset) == ("boot", None, True)


@pytest.mark.documented
def test_an_update_changes_what_it_names_alone(server):
    boot, shoe = picture(server, "boot"), picture(server, "shoe")
    handle = new_set(server)
    rows = [{"assetHandle": shoe, "pageReset": False}]
    ask(server, "updateImageSet", assetHandle=handle, memberArray=rows)
    assert names(server, handle) == ["shoe"]
    ask(server, "updateImageSet", assetHandle=handle, thumbAssetHandle=boot)
    assert names(server, handle) == ["shoe"]
    ask(server, "updateImageSet", assetHandle=handle, memberArray=[])
    assert names(server, handle) == []


def test_a_published_set_tells_of_its_members(server):
    handle = new_set(server)
    boot, shoe = picture(server, "boot"), picture(server, "red shoe")
    put(server, handle, boot, shoe)
    mark(server, handle, boot)
    assert live(server, "views") == []
    publish(server)
    assert served(server, "views") == "boot;boot,red%20shoe;red%20shoe"
    first, second = told(server, "views")["item"]
    assert (first["i"], first["s"]) == ({"n": f"{server.root}/boot"}, {"n": f"{server.root}/boot"})
    assert (first["dx"], first["dy"]) == ("400", "300")
    assert "dx" not in second


@pytest.mark.parametrize(
    ("type_", "text", "kind"),
    [
        ("ImageSet", "a;a,b;b,c;c", "img_set"),
        ("SpinSet", "a,b,c", "spin"),
        ("Catalog", "a:b,c", "ecat"),
        ("RenderSet", "a;b,c;c", "img_set"),
    ],
)
def test_each_type_is_served_in_its_grammar(server, type_, text, kind):
    handle = new_set(server, type_=type_)
    a, b, c = (picture(server, name) for name in "abc")
    resets = zip((a, b, c), (True, False, True), strict=True)
    rows = [{"assetHandle": member, "pageReset": reset} for member, reset in resets]
    ask(server, "setImageSetMembers", assetHandle=handle, memberArray=rows)
    mark(server, handle)
    publish(server)
    assert (served(server, "views"), told(server, "views")["type"]) == (text, kind)


def test_a_spin_of_spins_holds_both(server):
    inner, outer = new_set(server, "inner", "SpinSet"), new_set(server, "outer", "SpinSet")
    put(server, inner, picture(server, "a"), picture(server, "b"))
    put(server, outer, inner, picture(server, "c"))
    mark(server, inner, outer)
    publish(server)
    first, second = told(server, "outer")["item"]
    assert [each["i"]["n"] for each in first["set"]["item"]] == [f"{server.root}/a", f"{server.root}/b"]
    assert second["i"]["n"] == f"{server.root}/c"


def test_a_renamed_a_trashed_and_a_restored_member_are_followed(server):
    handle = new_set(server)
    boot, shoe = picture(server, "boot"), picture(server, "shoe")
    put(server, handle, boot, shoe)
    mark(server, handle)
    publish(server)
    ask(server, "renameAsset", assetHandle=boot, newName="pump", validateName=True)
    assert names(server, handle) == ["pump", "shoe"]
    assert served(server, "views") == "boot;boot,shoe;shoe"
    publish(server)
    assert served(server, "views") == "pump;pump,shoe;shoe"
    ask(server, "deleteAsset", assetHandle=boot)
    assert names(server, handle) == ["shoe"]
    publish(server)
    assert served(server, "views") == "shoe;shoe"


def test_a_member_that_is_restored_is_back_in_its_place(server):
    handle, boot, shoe = new_set(server), picture(server, "boot"), picture(server, "shoe")
    put(server, handle, boot, shoe)
    ask(server, "deleteAsset", assetHandle=boot)
    ask(server, "restoreAssetsFromTrash", assetHandleArray=[boot])
    assert names(server, handle) == ["boot", "shoe"]


def test_a_member_that_is_erased_leaves_the_others(server):
    handle, boot, shoe = new_set(server), picture(server, "boot"), picture(server, "shoe")
    put(server, handle, boot, shoe)
    mark(server, handle)
    ask(server, "deleteAsset", assetHandle=boot)
    with server.parts.database.write() as tx:
        erasing.erase(tx, [asset_id("assetHandle", boot)])
    assert names(server, handle) == ["shoe"]
    publish(server)
    assert served(server, "views") == "shoe;shoe"
    with server.parts.database.write() as tx:
        erasing.erase(tx, [asset_id("assetHandle", handle)])
    with pytest.raises(Refused, match="handle of a set"):
        members(server, handle)


@pytest.mark.documented
def test_the_picture_of_a_set_is_its_thumbnail(server):
    red = taken_in(server, "red.png", Image.new("RGB", (40, 20), "red").save)
    blue = taken_in(server, "blue.png", Image.new("RGB", (20, 40), "blue").save)
    handle = new_set(server)
    mark(server, handle)
    publish(server)
    assert server.get(f"/is/image/{server.root}/views").status_code == 403
    put(server, handle, red, blue)
    publish(server)
    assert size_of(server) == (40, 20)
    ask(server, "updateImageSet", assetHandle=handle, thumbAssetHandle=blue)
    publish(server)
    assert size_of(server) == (20, 40)
    taken_in(server, "blue.png", Image.new("RGB", (30, 30), "blue").save)
    publish(server)
    assert size_of(server) == (30, 30)
    ask(server, "deleteAsset", assetHandle=blue)
    publish(server)
    assert size_of(server) == (40, 20)


def size_of(server, name="views"):
    return Image.open(io.BytesIO(server.get(f"/is/image/{server.root}/{name}?scl=1&fmt=png").content)).size


def test_a_set_that_is_not_published_is_seen_at_the_preview_address(server):
    handle = new_set(server)
    put(server, handle, picture(server, "boot"))
    token = base64.b64encode(f"{server.email}:{server.password}".encode()).decode()
    path = f"/is/preview/{server.root}/views?req=imageset"
    reply = server.get(path, authorization=f"Basic {token}")
    assert (reply.status_code, reply.text) == (200, f"{server.root}/boot;{server.root}/boot\r\n")
    assert server.get(path).status_code == 403


def test_a_renamed_set_keeps_no_file_name_and_moves_its_url(server):
    handle = new_set(server)
    mark(server, handle)
    publish(server)
    ask(server, "renameAsset", assetHandle=handle, newName="turns", validateName=True)
    assert (by_handle(server, handle).name, by_handle(server, handle).fileName) == ("turns", "")
    publish(server)
    assert live(server, "views", "turns") == ["turns"]


def test_a_trashed_set_ends_and_keeps_its_name(server):
    handle = new_set(server)
    mark(server, handle)
    publish(server)
    ask(server, "deleteAsset", assetHandle=handle)
    publish(server)
    assert live(server, "views") == []
    with pytest.raises(Refused, match="Asset ID 'views' is already in use"):
        new_set(server)
    with pytest.raises(Refused, match="in the trash"):
        put(server, handle)


@pytest.mark.recorded
def test_a_taken_name_faults(server):
    picture(server, "boot")
    with pytest.raises(Refused, match="Asset ID 'boot' is already in use") as refusal:
        new_set(server, "boot")
    assert refusal.value.code == 30000


def test_members_of_the_shared_company_may_be_used(server):
    shared = make(in_shared_company(server), "common")
    handle = new_set(server)
    put(server, handle, shared)
    assert names(server, handle) == ["common"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "Image"), ("type", "AssetSet"), ("type", ""), ("name", ""), ("name", "a/b"), ("folderHandle", "")],
)
def test_a_wrong_value_faults_and_names_its_field(server, field, value):
    with pytest.raises(Refused, match=rf"30001: {field}: got"):
        ask(
            server,
            "createImageSet",
            **({"folderHandle": root_folder(server), "name": "views", "type": "ImageSet"} | {field: value}),
        )


def test_a_wrong_member_faults_and_names_its_place(server):
    handle, boot = new_set(server), picture(server, "boot")
    gone = picture(server, "gone")
    ask(server, "deleteAsset", assetHandle=gone)
    place = r"memberArray/items\[2\]/assetHandle"
    for wrong, why in (("x", place), ("a|999999999", f"{place}.* that is there"), (gone, f"{place}.* in the trash")):
        with pytest.raises(Refused, match=why):
            put(server, handle, boot, wrong)
    with pytest.raises(Refused, match="other than the set itself"):
        put(server, handle, handle)
    with pytest.raises(Refused) as refusal:
        put(server, handle, boot, picture(server.other_company(), "theirs"))
    assert refusal.value.code == 20006
    assert names(server, handle) == []


def test_more_members_than_a_set_has_room_for_fault(server):
    with pytest.raises(Refused, match="10001 members"):
        put(server, new_set(server), *["a|1"] * 10_001)


def test_what_is_no_set_of_members_faults(server):
    boot = picture(server, "boot")
    for call in (lambda: put(server, boot), lambda: members(server, boot), lambda: members(server, "a|999999999")):
        with pytest.raises(Refused, match=r"30001: assetHandle.*set of type"):
            call()


def test_a_thumbnail_that_is_no_image_faults(server):
    handle, film = new_set(server), make(server, "film", type="Video")
    for wrong in (film, handle, "x", "a|999999999"):
        with pytest.raises(Refused, match=r"30001: thumbAssetHandle"):
            ask(server, "updateImageSet", assetHandle=handle, thumbAssetHandle=wrong)
        with pytest.raises(Refused, match=r"30001: thumbAssetHandle"):
            new_set(server, "other", thumbAssetHandle=wrong)
    assert found(server, assetTypeArray=["ImageSet"]) == ["views"]


def test_another_companys_set_is_out_of_reach(server):
    handle, other = new_set(server), server.other_company()
    for call in (
        lambda: put(other, handle),
        lambda: members(other, handle),
        lambda: ask(other, "updateImageSet", assetHandle=handle),
        lambda: new_set(other, folderHandle=root_folder(server)),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20006


def test_who_may_only_look_may_look(server):
    handle, looker = new_set(server), server.as_user(role="TrialSiteUser")
    assert members(looker, handle) == []
    for call in (
        lambda: put(looker, handle),
        lambda: new_set(looker, "mine"),
        lambda: ask(looker, "updateImageSet", assetHandle=handle),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == 20003
