"""Backgrounds knocked out, sides cropped by what is in them, and colours converted by profiles, on the way in."""

import pytest
import pyvips
from PIL import Image, ImageDraw

from pictures import SAVE, vips
from safelight.domain.faults import BrokenFile
from safelight.domain.images import AutoCrop, Crop, Knockout
from safelight.imaging import ingest

FRAMED = Crop(left=10, top=5, right=20, bottom=15)


@pytest.fixture
def framed(tmp_path):
    """A red square on white, with a white hole in it, and a spot of almost white in the ground."""
    image = Image.new("RGB", (100, 80), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((10, 5, 79, 64), "red")
    draw.rectangle((30, 20, 40, 30), "white")
    image.putpixel((90, 70), (250, 250, 250))
    return saved(tmp_path, image)


@pytest.fixture
def clear(tmp_path):
    """A red square on nothing, and a spot that is hardly there."""
    image = Image.new("RGBA", (100, 80), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((10, 5, 79, 64), (255, 0, 0, 255))
    image.putpixel((90, 70), (9, 9, 9, 20))
    return saved(tmp_path, image)


def saved(tmp_path, image):
    path = tmp_path / "source.png"
    image.save(path)
    return path


def pixels(prepared):
    return pyvips.Image.new_from_file(str(prepared.pyramid))


@pytest.mark.documented
@pytest.mark.parametrize("corner", ["UpperLeft", "UpperRight", "BottomLeft", "BottomRight"])
def test_a_crop_by_colour_takes_off_what_looks_like_the_corner(corner, framed, take):
    made = take(framed, auto_crop=AutoCrop(0.1, corner))
    assert made.crop == FRAMED
    assert (made.facts.width, made.facts.height) == (70, 60)


@pytest.mark.documented
def test_without_tolerance_a_crop_by_colour_leaves_what_differs_at_all(framed, take):
    assert take(framed, auto_crop=AutoCrop(0.0, "UpperLeft")).crop == Crop(left=10, top=5, right=9, bottom=9)


def test_with_all_tolerance_nothing_is_cropped(framed, clear, take):
    assert not take(framed, auto_crop=AutoCrop(1.0, "UpperLeft")).crop
    assert not take(clear, auto_crop=AutoCrop(1.0)).crop


@pytest.mark.documented
@pytest.mark.parametrize(("tolerance", "crop"), [(0.1, FRAMED), (0.0, Crop(left=10, top=5, right=9, bottom=9))])
def test_a_crop_by_transparency_takes_off_what_is_not_there(tolerance, crop, clear, take):
    assert take(clear, auto_crop=AutoCrop(tolerance)).crop == crop


def test_a_picture_without_transparency_is_not_cropped_by_it(framed, take):
    assert not take(framed, auto_crop=AutoCrop(0.1)).crop


@pytest.mark.documented
def test_a_flood_makes_clear_what_hangs_together_with_the_corner(framed, take):
    image = pixels(take(framed, knockout=Knockout("UpperLeft", 0.1, flood=True)))
    assert [image(x, y)[3] for x, y in ((0, 0), (99, 79), (90, 70), (50, 50), (35, 25))] == [0, 0, 0, 255, 255]


@pytest.mark.documented
def test_matching_makes_clear_all_that_looks_like_the_corner(framed, take):
    image = pixels(take(framed, knockout=Knockout("BottomRight", 0.0, flood=False)))
    assert [image(x, y)[3] for x, y in ((0, 0), (35, 25), (50, 50), (90, 70))] == [0, 0, 255, 255]


def test_what_is_clear_already_stays_so(clear, take):
    image = pixels(take(clear, knockout=Knockout("UpperLeft", 0.0, flood=True)))
    assert [image(x, y)[3] for x, y in ((0, 0), (90, 70), (50, 50))] == [0, 20, 255]


def test_a_crop_by_transparency_sees_what_was_knocked_out(framed, take):
    made = take(framed, knockout=Knockout("UpperLeft", 0.1, flood=True), auto_crop=AutoCrop(0.0))
    assert made.crop == FRAMED


def test_a_source_of_a_lossy_kind_may_be_knocked_out(tmp_path, take):
    path = tmp_path / "source.jpg"
    SAVE["JPEG"](path, Image.new("RGB", (50, 40), "white"))
    made = take(path, knockout=Knockout("UpperLeft", 0.1, flood=True))
    assert (made.facts.has_alpha, pixels(made)(5, 5)[3]) == (True, 0)


@pytest.fixture
def profiled(take, tmp_path, monkeypatch):
    """Takes a picture in with profiles in its work folder, given as bytes."""

    def prepare(path, source=b"", output=b""):
        monkeypatch.setattr(ingest, "_profile", lambda _workdir, digest: tmp_path / digest if digest else None)
        names = [f"{hash(profile):x}" if profile else "" for profile in (source, output)]
        for name, profile in zip(names, (source, output), strict=True):
            if name:
                (tmp_path / name).write_bytes(profile)
        return take(path, to_srgb=True, source_profile=names[0], output_profile=names[1])

    return prepare


def built_in(name):
    """A profile that libvips brings."""
    image = vips(Image.new("RGB", (8, 8), "red")).icc_transform(name, input_profile="srgb")
    return bytes(image.get("icc-profile-data"))


@pytest.mark.documented
def test_colours_become_those_of_the_output_profile(framed, profiled):
    made = profiled(framed, output=built_in("cmyk"))
    assert (made.facts.color_space, made.facts.bands, made.facts.has_icc) == ("CMYK", 4, True)
    cyan, magenta, yellow, _ = pixels(made)(50, 50)
    assert cyan < 40
    assert min(magenta, yellow) > 200


@pytest.mark.documented
def test_a_source_profile_says_what_colours_mean_where_the_file_does_not(tmp_path, profiled):
    path = saved(tmp_path, Image.new("RGB", (50, 40), (200, 100, 50)))
    assert pixels(profiled(path, source=built_in("srgb")))(5, 5) == pytest.approx([200, 100, 50], abs=2)
    red, green, _ = pixels(profiled(path, source=built_in("p3")))(5, 5)
    assert red > 210
    assert green < 98


def test_a_source_profile_of_other_colours_has_no_say(framed, profiled):
    assert pixels(profiled(framed, source=built_in("cmyk")))(50, 50) == pytest.approx([255, 0, 0], abs=2)


def test_alpha_survives_a_conversion(clear, profiled):
    image = pixels(profiled(clear, output=built_in("cmyk")))
    assert (image.bands, image(0, 0)[4], image(50, 50)[4]) == (5, 0, 255)


def test_a_profile_that_is_none_is_refused(framed, profiled):
    with pytest.raises(BrokenFile, match="ICC profile"):
        profiled(framed, output=b"nothing of the kind")
