"""removeMask, as a caller sees it."""

import io

import pytest
from PIL import Image

from harness import Refused
from looks.steps import ask, by_handle, mark, publish
from made_assets import make
from taken_in import taken_in


def masked(server):
    """A red picture of which only the left half is seen; published."""
    image = Image.new("RGBA", (600, 300), (255, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 300, 300))
    handle = taken_in(server, "boot.png", image.save)
    mark(server, handle)
    publish(server)
    return handle


def remove(server, handle):
    ask(server, "removeMask", assetHandle=handle)


def pixel(server, query, at):
    reply = server.get(f"/is/image/{server.root}/boot?{query}")
    assert reply.status_code == 200, reply.text
    return Image.open(io.BytesIO(reply.content)).convert("RGBA").getpixel(at)


@pytest.mark.parametrize(("query", "at"), [("fmt=png-alpha&scl=1", (500, 100)), ("fmt=png-alpha&wid=60", (50, 10))])
def test_all_of_the_picture_is_seen_after_the_next_publish(server, query, at):
    handle = masked(server)
    remove(server, handle)
    assert pixel(server, query, at)[3] == 0
    publish(server)
    assert pixel(server, query, at) == (255, 0, 0, 255)
    assert "image.mask=0" in server.get(f"/is/image/{server.root}/boot?req=imageprops").text


def test_a_crop_by_transparency_finds_nothing_to_cut(server):
    handle = masked(server)
    options = {"autoTransparentCropOptions": {"tolerance": 0}}
    assert ask(server, "getAutoCropRect", assetHandle=handle, **options).width == 300
    remove(server, handle)
    assert ask(server, "getAutoCropRect", assetHandle=handle, **options).width == 600


def test_an_image_without_a_mask_stays_as_it_is(server):
    handle = make(server, "boot")
    before = by_handle(server, handle).lastModified
    remove(server, handle)
    assert by_handle(server, handle).lastModified == before


def test_what_is_no_image_or_in_the_trash_faults(server):
    boot = make(server, "boot")
    ask(server, "deleteAsset", assetHandle=boot)
    for handle, why in ((boot, "in the trash"), (make(server, "film", type="Video"), "handle of an image"), ("x", "x")):
        with pytest.raises(Refused, match=why):
            remove(server, handle)


def test_others_are_kept_out(server):
    boot = make(server, "boot")
    for caller, code in ((server.other_company(), 20006), (server.as_user(role="ImagePortalUser"), 20003)):
        with pytest.raises(Refused) as refusal:
            remove(caller, boot)
        assert refusal.value.code == code
