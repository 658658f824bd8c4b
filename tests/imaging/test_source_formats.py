"""What is read of each source format."""

import struct
from pathlib import Path

import pytest
import pyvips
from PIL import Image

import pictures
from pictures import BLUE, GREEN, RED, WHITE

UPRIGHT = [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("name", pictures.SAVE)
def test_each_format_is_taken_in(name, tmp_path, take):
    path = tmp_path / "picture"
    pictures.SAVE[name](path, pictures.corners())
    made = take(path)
    facts = made.facts
    assert (facts.format, facts.width, facts.height, facts.frames) == (name, 300, 200, 1)
    assert (facts.bands, facts.color_space, facts.has_alpha) == (3, "RGB", False)
    assert pictures.near(pictures.corner_colours(made.pyramid), UPRIGHT, tolerance=12)


@pytest.mark.parametrize(("name", "suffix"), [("PNG", ".png"), ("HEIC", ".heic"), ("JPEG", ".jpg"), ("TIFF", ".tif")])
def test_content_decides_and_not_the_name(name, suffix, tmp_path, take):
    path = tmp_path / "really.gif"
    pictures.SAVE[name](path, pictures.corners())
    assert (take(path).facts.format, take(path).facts.suffix) == (name, suffix)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WebP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_ends_upright(kind, orientation, tmp_path, take):
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = pictures.corners()
    if orientation in turns:
        stored = stored.transpose(turns[orientation])
    exif = Image.Exif()
    exif[0x112] = orientation
    path = tmp_path / "turned"
    stored.save(path, kind.upper(), exif=exif, quality=92)
    made = take(path)
    assert (made.facts.width, made.facts.height) == (300, 200)
    assert pictures.near(pictures.corner_colours(made.pyramid), UPRIGHT, tolerance=12)


def test_heic_is_turned_by_its_own_box_and_not_by_exif(tmp_path, take):
    path = tmp_path / "turned.heic"
    picture, exif = pictures.corners(), Image.Exif()
    exif[0x112] = 6
    picture.info["exif"] = exif.tobytes()
    pictures.heic(path, picture)  # the encoder turns the pixels and adds a box
    data = bytearray(path.read_bytes())
    data[data.index(b"irot") + 4] = 1  # a quarter turn back
    assert struct.pack(">HHIHH", 0x112, 3, 1, 6, 0) in data
    path.write_bytes(bytes(data))
    made = take(path)
    assert (made.facts.width, made.facts.height) == (300, 200)
    assert pictures.near(pictures.corner_colours(made.pyramid), UPRIGHT, tolerance=12)


@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
def test_cmyk_stays_cmyk_with_its_profile(suffix, tmp_path, take):
    path = tmp_path / f"print{suffix}"
    printed = pictures.vips(pictures.corners()).icc_transform("cmyk", input_profile="srgb")
    printed.write_to_file(str(path))
    made = take(path)
    assert (made.facts.color_space, made.facts.bands, made.facts.has_icc) == ("CMYK", 4, True)
    pyramid = pyvips.Image.new_from_file(str(made.pyramid))
    assert pyramid.get("icc-profile-data") == printed.get("icc-profile-data")
    assert pictures.near(pictures.corner_colours(made.pyramid), pictures_of(printed), tolerance=8)


@pytest.mark.parametrize("suffix", [".png", ".tif", ".avif"])
def test_long_samples_are_reduced_to_eight_bits(suffix, tmp_path, take):
    path = tmp_path / f"deep{suffix}"
    deep = pictures.vips(pictures.corners()).colourspace("rgb16")
    deep.write_to_file(str(path), **({"bitdepth": 12, "lossless": True} if suffix == ".avif" else {}))
    made = take(path)
    assert made.facts.depth == (12 if suffix == ".avif" else 16)
    assert pyvips.Image.new_from_file(str(made.pyramid)).format == "uchar"
    assert pictures.near(pictures.corner_colours(made.pyramid), UPRIGHT)


def test_sixteen_bit_gray_with_alpha(tmp_path, take):
    path = tmp_path / "deep.png"
    gray = pyvips.Image.black(40, 30) + 51 * 257
    gray.bandjoin(128 * 257).cast("ushort").copy(interpretation="grey16").write_to_file(str(path))
    made = take(path)
    assert (made.facts.color_space, made.facts.bands, made.facts.has_alpha, made.facts.depth) == ("GRAY", 2, True, 16)
    assert pyvips.Image.new_from_file(str(made.pyramid))(5, 5) == [51, 128]


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP"])
def test_one_bit_becomes_black_and_white(kind, tmp_path, take):
    path = tmp_path / "bits"
    image = Image.new("1", (64, 64))
    image.paste(1, (32, 0, 64, 64))
    image.save(path, kind)
    made = take(path)
    assert (made.facts.depth, made.facts.bands, made.facts.color_space) == (1, 1, "GRAY")
    pyramid = pyvips.Image.new_from_file(str(made.pyramid))
    assert (pyramid(10, 10), pyramid(50, 10)) == ([0], [255])


def test_palettes_unfold(tmp_path, take):
    path = tmp_path / "palette.png"
    pictures.corners().quantize(8).save(path)
    made = take(path)
    assert made.facts.bands == 3
    assert pictures.near(pictures.corner_colours(made.pyramid), UPRIGHT, tolerance=20)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WebP"])
def test_transparency_becomes_the_alpha_band(kind, tmp_path, take):
    path = tmp_path / "clear"
    image = Image.new("RGBA", (64, 64), (*RED, 255))
    image.paste((0, 0, 0, 0), (32, 0, 64, 64))
    image.save(path, kind.upper(), **({"lossless": True} if kind == "WebP" else {}))
    made = take(path)
    assert made.facts.has_alpha
    pyramid = pyvips.Image.new_from_file(str(made.pyramid))
    assert pyramid(10, 10)[-1] == 255
    assert pyramid(50, 10)[-1] == 0


def test_premultiplied_alpha_is_taken_out_again(tmp_path, take):
    path = tmp_path / "associated.tif"
    pictures.vips(Image.new("RGBA", (64, 64), (200, 100, 50, 128))).tiffsave(str(path), premultiply=True)
    pixel = pyvips.Image.new_from_file(str(take(path).pyramid))(5, 5)
    assert pictures.near([pixel], [(200, 100, 50, 128)], tolerance=2)


@pytest.mark.documented
@pytest.mark.parametrize(("kinds", "alpha"), [((0,), None), ((2,), 77), ((0, 2), 99), ((2, 0), 77)])
def test_only_the_first_alpha_of_the_extra_samples_of_a_tiff_counts(kinds, alpha, tmp_path, take):
    path = tmp_path / "extra.tif"
    bands = [200, 100, 50, *(77, 99)[: len(kinds)]]
    (pyvips.Image.black(64, 64, bands=len(bands)) + bands).cast("uchar").copy(interpretation="srgb").tiffsave(str(path))
    written = struct.pack("<HHI", 338, 3, len(kinds)) + struct.pack(f"<{len(kinds)}H", *[2] * len(kinds))
    told = struct.pack("<HHI", 338, 3, len(kinds)) + struct.pack(f"<{len(kinds)}H", *kinds)
    assert written in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(written, told))
    made = take(path)
    assert made.facts.has_alpha == (alpha is not None)
    assert pyvips.Image.new_from_file(str(made.pyramid))(5, 5) == [200, 100, 50, *([alpha] if alpha else [])]


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_an_animation_is_taken_in_as_its_first_frame(kind, tmp_path, take):
    path = tmp_path / "moving"
    frames = [Image.new("RGB", (40, 30), colour) for colour in (RED, GREEN, BLUE)]
    frames[0].save(path, kind, save_all=True, append_images=frames[1:], duration=100, lossless=True)
    made = take(path)
    assert (made.facts.frames, made.facts.width, made.facts.height) == (3, 40, 30)
    assert pictures.near([pyvips.Image.new_from_file(str(made.pyramid))(5, 5)[:3]], [RED])


@pytest.mark.parametrize("name", ["JPEG", "PNG", "TIFF"])
def test_the_resolution_a_file_states_is_kept(name, tmp_path, take):
    path = tmp_path / "printed"
    pictures.SAVE[name](path, pictures.corners())
    assert take(path).facts.resolution_dpi == 300.0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "GIF"])
def test_a_file_that_states_no_resolution_has_none(kind, tmp_path, take):
    path = tmp_path / "screen"
    pictures.corners().save(path, kind)
    assert take(path).facts.resolution_dpi == 0.0


def test_a_compression_that_libvips_lacks_is_read_all_the_same(tmp_path, take):
    path = tmp_path / "zstd.tif"
    pictures.corners().save(path, "TIFF", compression="zstd")
    made = take(path)
    assert (made.facts.format, made.facts.resolution_dpi) == ("TIFF", 0.0)
    assert pictures.near(pictures.corner_colours(made.pyramid), UPRIGHT)


def test_linear_float_colours_become_srgb(tmp_path, take):
    path = tmp_path / "linear.tif"
    pictures.vips(pictures.corners()).colourspace("scrgb").tiffsave(str(path))
    made = take(path)
    assert (made.facts.depth, made.facts.color_space) == (32, "RGB")
    assert pictures.near(pictures.corner_colours(made.pyramid), UPRIGHT)


def pictures_of(image: pyvips.Image) -> list[tuple[int, ...]]:
    return [tuple(int(v) for v in image(x, y)) for x, y in ((75, 50), (225, 50), (225, 150), (75, 150))]


def test_the_reader_leaves_the_source_alone(tmp_path: Path, take):
    path = tmp_path / "picture.jpg"
    pictures.SAVE["JPEG"](path, pictures.corners())
    before = path.read_bytes()
    take(path)
    assert path.read_bytes() == before
