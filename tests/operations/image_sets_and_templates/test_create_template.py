"""createTemplate, as a caller sees it, and what its commands do when it is served."""

import io

import pytest
from PIL import Image
from set_steps import root_folder
from sqlalchemy import update

from harness import Refused
from looks.steps import ask, by_handle, found, live, mark, publish
from safelight.domain.handles import asset_id
from safelight.services import publishing
from safelight.store import tables
from taken_in import taken_in


def new_template(server, name="card", type_="Template", **values):
    wanted = {"folderHandle": root_folder(server), "name": name, "type": type_, **values}
    return ask(server, "createTemplate", **wanted).assetHandle


def upload(server, name, colour, size=(40, 20)):
    return taken_in(server, f"{name}.png", Image.new("RGB", size, colour).save, readyForPublish=True)


def picture(server, name, query=""):
    reply = server.get(f"/is/image/{server.root}/{name}?{query}")
    assert reply.status_code == 200, reply.text
    return Image.open(io.BytesIO(reply.content)).convert("RGB")


@pytest.fixture
def boot(server):
    return upload(server, "boot", "red")


@pytest.mark.documented
@pytest.mark.parametrize(("type_", "field"), [("Template", "templateInfo"), ("Watermark", "watermarkInfo")])
def test_a_new_template_is_an_asset_of_its_type_with_its_commands(server, type_, field):
    handle = new_template(server, "APIcreateTemplate", type_, urlModifier="wid=1", urlPostApplyModifier="fmt=png")
    asset = by_handle(server, handle)
    info = getattr(asset, field)
    assert (asset.type, asset.name, asset.fileName) == (type_, "APIcreateTemplate", "")
    assert (info.urlModifier, info.urlPostApplyModifier) == ("wid=1", "fmt=png")
    assert info.url == asset.ipsImageUrl == f"{server.root}/APIcreateTemplate"
    assert found(server, assetTypeArray=[type_]) == ["APIcreateTemplate"]


def test_a_template_may_have_no_commands(server):
    info = by_handle(server, new_template(server)).templateInfo
    assert (info.urlModifier, info.urlPostApplyModifier) == ("", "")


@pytest.mark.documented
def test_a_request_overrides_the_first_commands_and_not_the_second(server, boot):
    modifier = f"src={server.root}/boot&wid=10&hei=4&fmt=png"
    mark(server, new_template(server, urlModifier=modifier, urlPostApplyModifier="hei=8"))
    publish(server)
    assert picture(server, "card").size == (10, 8)
    assert picture(server, "card", "wid=12&hei=2").size == (12, 8)
    assert picture(server, "card", "wid=12").getpixel((6, 4)) == (255, 0, 0)


@pytest.mark.documented
def test_variables_fill_the_commands_in(server, boot):
    upload(server, "shoe", "blue")
    modifier = "$wide=10&$pic=boot&src=$pic$&wid=$wide$&fmt=png"
    mark(server, new_template(server, urlModifier=modifier))
    publish(server)
    assert picture(server, "card").size == (10, 5)
    shown = picture(server, "card", f"$pic={server.root}/shoe&$wide=20")
    assert (shown.size, shown.getpixel((5, 5))) == ((20, 10), (0, 0, 255))


@pytest.mark.documented
def test_a_template_is_put_around_the_picture_in_the_path(server, boot):
    mark(server, new_template(server, urlModifier="layer=0&src=$object$&wid=$w$&fmt=png"))
    publish(server)
    shown = picture(server, "boot", "template=card&$w=16")
    assert (shown.size, shown.getpixel((5, 5))) == ((16, 8), (255, 0, 0))
    assert picture(server, "boot", f"template={server.root}/card&$w=8").size == (8, 4)


def test_the_commands_of_the_picture_come_before_those_of_the_template(server, boot):
    mark(server, new_template(server, "inner", urlModifier="src=boot&wid=10&fmt=png"))
    mark(server, new_template(server, "outer", urlModifier="src=inner"))
    publish(server)
    reply = server.get(f"/is/image/{server.root}/outer")
    assert (reply.status_code, "picture of its own" in reply.text) == (403, True)


def test_a_template_without_a_picture_is_refused_when_it_is_asked_for(server, boot):
    mark(server, new_template(server, urlModifier="wid=10"))
    publish(server)
    assert live(server, "card") == ["card"]
    for name, query in (("card", ""), ("boot", "src=gone"), ("boot", "template=gone"), ("boot", "src=card")):
        assert server.get(f"/is/image/{server.root}/{name}?{query}").status_code == 403


def test_the_default_image_stands_in_for_a_picture_that_is_missing(server, boot):
    mark(server, new_template(server, urlModifier="src=gone&fmt=png"))
    publish(server)
    assert server.get(f"/is/image/{server.root}/card").status_code == 403
    assert "gone" in server.get(f"/is/image/{server.root}/card").text
    assert picture(server, "card", "defaultImage=boot&wid=10").size == (10, 5)


def test_a_picture_changed_when_the_last_of_its_records_did(server, boot):
    card = new_template(server, urlModifier="src=boot")
    mark(server, card)
    publish(server)
    before = server.get(f"/is/image/{server.root}/card").headers["last-modified"]
    with server.parts.database.write() as tx:
        tx.execute(update(tables.asset).where(tables.asset.c.name == "boot").values(modified_ms=4_000_000_000_000))
        publishing.touched(tx, [asset_id("assetHandle", boot)])
    publish(server)
    after = server.get(f"/is/image/{server.root}/card").headers["last-modified"]
    assert (before.endswith("2096 07:06:40 GMT"), after.endswith("2096 07:06:40 GMT")) == (False, True)


def test_a_template_that_is_renamed_or_trashed_is_followed(server, boot):
    card = new_template(server, urlModifier="src=boot")
    mark(server, card)
    publish(server)
    ask(server, "renameAsset", assetHandle=card, newName="sign", validateName=True)
    publish(server)
    assert live(server, "card", "sign") == ["sign"]
    ask(server, "deleteAsset", assetHandle=card)
    publish(server)
    assert live(server, "sign") == []


@pytest.mark.recorded
def test_a_taken_name_faults(server):
    new_template(server)
    with pytest.raises(Refused, match="Asset ID 'card' is already in use"):
        new_template(server, type_="Watermark")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "Image"),
        ("name", ""),
        ("folderHandle", ""),
        ("urlModifier", "wid=" + "1" * 8_193),
        ("urlPostApplyModifier", "wid=" + "1" * 8_193),
        ("urlModifier", "wid"),
        ("urlPostApplyModifier", "wid=1%zz"),
    ],
)
def test_a_wrong_value_faults_and_names_its_field(server, field, value):
    wanted = {"folderHandle": root_folder(server), "name": "card", "type": "Template"} | {field: value}
    with pytest.raises(Refused, match=rf"30001: {field}: got"):
        ask(server, "createTemplate", **wanted)


def test_others_are_kept_out(server):
    for caller, code in ((server.other_company(), 20006), (server.as_user(role="ImagePortalUser"), 20003)):
        with pytest.raises(Refused) as refusal:
            new_template(caller, folderHandle=root_folder(server))
        assert refusal.value.code == code
