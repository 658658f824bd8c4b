"""getAutoCropRect, on pictures that were really uploaded."""

import pytest
from PIL import Image, ImageDraw

from harness import Refused
from looks.steps import ask
from made_assets import make
from taken_in import taken_in

BOX = (20, 30, 69, 59)
"""Left, top, right and bottom pixel of what is drawn."""


@pytest.fixture
def uploaded(server):
    """Takes a picture in; returns its handle."""
    return lambda image: taken_in(server, "boot.png", image.save)


def drawn(background, colour, mode="RGB", box=BOX):
    image = Image.new(mode, (100, 80), background)
    ImageDraw.Draw(image).rectangle(box, fill=colour)
    return image


def rect(reply):
    return reply.xOffset, reply.yOffset, reply.width, reply.height


def by_colour(server, handle, corner="UpperLeft", tolerance=0.0):
    options = {"corner": corner, "tolerance": tolerance}
    return rect(ask(server, "getAutoCropRect", assetHandle=handle, autoColorCropOptions=options))


def by_transparency(server, handle, tolerance=0.0):
    options = {"tolerance": tolerance}
    return rect(ask(server, "getAutoCropRect", assetHandle=handle, autoTransparentCropOptions=options))


@pytest.mark.documented
@pytest.mark.parametrize("corner", ["UpperLeft", "UpperRight", "BottomLeft", "BottomRight"])
def test_finds_what_differs_from_a_corner(server, uploaded, corner):
    assert by_colour(server, uploaded(drawn("white", "red")), corner) == (20, 30, 50, 30)


@pytest.mark.documented
def test_the_tolerance_decides_what_differs(server, uploaded):
    image = drawn((250, 250, 250), (200, 250, 250))
    image.putpixel((5, 5), (240, 250, 250))
    handle = uploaded(image)
    assert by_colour(server, handle, tolerance=0) == (5, 5, 65, 55)
    assert by_colour(server, handle, tolerance=0.05) == (20, 30, 50, 30)
    assert by_colour(server, handle, tolerance=1) == (0, 0, 100, 80)


def test_a_corner_of_another_colour_finds_something_else(server, uploaded):
    handle = uploaded(drawn("white", "red", box=(50, 40, 99, 79)))
    assert by_colour(server, handle, "UpperLeft") == (50, 40, 50, 40)
    assert by_colour(server, handle, "BottomRight") == (0, 0, 100, 80)


@pytest.mark.documented
def test_finds_what_is_not_transparent(server, uploaded):
    image = drawn((0, 0, 0, 0), (255, 0, 0, 255), "RGBA")
    image.putpixel((90, 75), (255, 0, 0, 51))
    handle = uploaded(image)
    assert by_transparency(server, handle) == (20, 30, 71, 46)
    assert by_transparency(server, handle, 0.2) == (20, 30, 50, 30)


def test_an_opaque_picture_is_all_there(server, uploaded):
    assert by_transparency(server, uploaded(drawn("white", "red"))) == (0, 0, 100, 80)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"autoColorCropOptions": {"corner": "Middle", "tolerance": 0}}, "autoColorCropOptions/corner"),
        ({"autoColorCropOptions": {"corner": "UpperLeft", "tolerance": 1.1}}, "autoColorCropOptions/tolerance"),
        ({"autoColorCropOptions": {"corner": "UpperLeft", "tolerance": "NaN"}}, "autoColorCropOptions/tolerance"),
        ({"autoTransparentCropOptions": {"tolerance": -0.1}}, "autoTransparentCropOptions/tolerance"),
    ],
)
def test_a_wrong_option_faults_and_names_its_field(server, options, field):
    with pytest.raises(Refused, match=rf"{field}: got"):
        ask(server, "getAutoCropRect", assetHandle=make(server, "boot"), **options)


@pytest.mark.documented
def test_just_one_way_must_be_asked_for(server):
    boot = make(server, "boot")
    with pytest.raises(Refused):
        ask(server, "getAutoCropRect", assetHandle=boot)
    with pytest.raises(Refused):
        ask(
            server,
            "getAutoCropRect",
            assetHandle=boot,
            autoColorCropOptions={"corner": "UpperLeft", "tolerance": 0},
            autoTransparentCropOptions={"tolerance": 0},
        )


def test_what_is_no_image_faults_and_another_companys_is_out_of_reach(server):
    with pytest.raises(Refused, match=r"30001: assetHandle"):
        by_transparency(server, make(server, "film", type="Video"))
    with pytest.raises(Refused, match=r"30001: assetHandle"):
        by_transparency(server, "a|999999999")
    with pytest.raises(Refused) as refusal:
        by_transparency(server, make(server.other_company(), "boot"))
    assert refusal.value.code == 20006


def test_a_role_that_is_not_listed_may_not_ask(server):
    with pytest.raises(Refused) as refusal:
        by_transparency(server.as_user(role="TrialSiteUser"), make(server, "boot"))
    assert refusal.value.code == 20003
