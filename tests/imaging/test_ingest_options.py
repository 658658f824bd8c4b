"""What an upload can have done to the pixels."""

import struct

import pytest
import pyvips
from PIL import Image

import pictures
from pictures import BLUE, GREEN, RED
from safelight.domain.faults import InvalidParameter
from safelight.domain.images import Crop


@pytest.mark.documented
def test_a_crop_takes_pixels_off_each_side(tmp_path, take):
    path = tmp_path / "picture.png"
    pictures.corners(300, 200).save(path)
    made = take(path, crop=Crop(left=150, top=10, right=20, bottom=30))
    assert (made.facts.width, made.facts.height) == (130, 160)
    image = pyvips.Image.new_from_file(str(made.pyramid))
    assert (image(0, 0), image(0, 89), image(0, 90)) == ([*GREEN], [*GREEN], [*BLUE])


def test_a_crop_counts_from_the_upright_picture(tmp_path, take):
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x112] = 6
    pictures.corners(300, 200).transpose(Image.Transpose.ROTATE_90).save(path, quality=95, exif=exif)
    made = take(path, crop=Crop(left=160))
    assert (made.facts.width, made.facts.height) == (140, 200)
    assert pictures.near([pyvips.Image.new_from_file(str(made.pyramid))(70, 50)], [GREEN], 12)


@pytest.mark.parametrize("crop", [Crop(left=300), Crop(top=150, bottom=50), Crop(left=2**31 - 1, right=2**31 - 1)])
def test_a_crop_that_leaves_nothing_is_refused(crop, tmp_path, take):
    path = tmp_path / "picture.png"
    pictures.corners(300, 200).save(path)
    with pytest.raises(InvalidParameter, match=r"manualCropOptions: got .* something of 300 x 200"):
        take(path, crop=crop)


@pytest.mark.parametrize("profile", ["cmyk", "p3"])
def test_colours_are_converted_to_srgb_where_that_is_asked(profile, tmp_path, take):
    path = tmp_path / "print.tif"
    printed = pictures.vips(pictures.corners()).icc_transform(profile, input_profile="srgb")
    printed.tiffsave(str(path))
    made = take(path, to_srgb=True)
    assert (made.facts.color_space, made.facts.bands, made.facts.has_icc) == ("RGB", 3, False)
    shown = printed.icc_transform("srgb", embedded=True, intent="relative", black_point_compensation=True)
    want = [shown(*place) for place in ((75, 50), (225, 50), (225, 150), (75, 150))]
    assert pictures.near(pictures.corner_colours(made.pyramid), want, tolerance=3)


def test_colours_stay_as_they_came_where_nothing_is_asked(tmp_path, take):
    path = tmp_path / "wide.tif"
    wide = pictures.vips(pictures.corners()).icc_transform("p3", input_profile="srgb")
    wide.tiffsave(str(path))
    made = take(path)
    assert made.facts.has_icc
    assert (pyvips.Image.new_from_file(str(made.pyramid)) - wide).abs().max() == 0


def test_a_clipping_path_becomes_the_mask_where_one_is_wanted(tmp_path, take):
    path = tmp_path / "cut.jpg"
    pictures.clipped_jpeg(path, pictures.corners(300, 200), (0.1, 0.2, 0.6, 0.8))
    assert not take(path).facts.has_alpha
    made = take(path, needs_mask=True)
    assert (made.facts.bands, made.facts.has_alpha) == (4, True)
    alpha = pyvips.Image.new_from_file(str(made.pyramid))[3]
    assert alpha.crop(31, 41, 148, 118).min() == 255
    assert [alpha(*place)[0] for place in ((28, 100), (182, 100), (100, 38), (100, 162))] == [0, 0, 0, 0]


def test_the_mask_of_a_turned_picture_turns_with_it(tmp_path, take):
    path = tmp_path / "cut.jpg"
    turned = pictures.corners(300, 200).transpose(Image.Transpose.ROTATE_90)
    pictures.clipped_jpeg(path, turned, (0.0, 0.0, 1.0, 0.5), orientation=6)
    made = take(path, needs_mask=True)
    assert (made.facts.width, made.facts.height) == (300, 200)
    alpha = pyvips.Image.new_from_file(str(made.pyramid))[3]
    assert (alpha(10, 100), alpha(290, 100)) == ([0], [255])


def test_a_curve_in_a_curve_is_a_hole(tmp_path, take):
    path = tmp_path / "ring.tif"
    outline = b"".join(
        struct.pack(">HH22x", 0, 4)
        + b"".join(pictures.path_record(1, (x, y), (x, y), (x, y)) for x, y in ((a, a), (b, a), (b, b), (a, b)))
        for a, b in ((0.1, 0.9), (0.4, 0.6))
    )
    blocks = pictures.photoshop_block(2000, "Ring", outline) + pictures.photoshop_block(2999, "", b"\x04Ring")
    image = Image.new("RGBA", (100, 100), (*RED, 128))
    image.save(path, tiffinfo={34377: blocks})
    alpha = pyvips.Image.new_from_file(str(take(path, needs_mask=True).pyramid))[3]
    assert [alpha(x, 50)[0] for x in (5, 20, 50, 80, 95)] == [0, 128, 0, 128, 0]


@pytest.mark.parametrize("name", pictures.SAVE)
def test_no_path_means_no_mask(name, tmp_path, take):
    path = tmp_path / "picture"
    pictures.SAVE[name](path, pictures.corners())
    assert not take(path, needs_mask=True).facts.has_alpha


def test_a_damaged_path_is_none(tmp_path, take):
    path = tmp_path / "cut.jpg"
    pictures.clipped_jpeg(path, pictures.corners(), (0.1, 0.2, 0.6, 0.8))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"8BIM\x07\xd0", b"8BIX\x07\xd0"))
    assert not take(path, needs_mask=True).facts.has_alpha
