"""The pyramid: its tiles, its levels, what it keeps, and that it is the same each time."""

import hashlib
import math

import pytest
import pyvips
from PIL import Image

import pictures
from safelight.domain.images import Sharpening
from safelight.imaging import tiff

SHARP = Sharpening(amount=2.0, radius=1.0, threshold=0, monochrome=False)
BOTH_WAYS = [None, SHARP]


def levels(path):
    pages = pyvips.Image.new_from_file(str(path)).get("n-pages")
    return [pyvips.Image.new_from_file(str(path), page=number) for number in range(pages)]


@pytest.mark.parametrize("sharpening", BOTH_WAYS)
@pytest.mark.parametrize("size", [(1, 1), (256, 256), (257, 40), (1000, 701), (1025, 3), (3, 1500)])
def test_each_level_is_half_the_one_before_until_one_tile_holds_it(size, sharpening, tmp_path, take):
    path = tmp_path / "picture.png"
    pictures.noise(*size).save(path)
    found = [(level.width, level.height) for level in levels(take(path, sharpening=sharpening).pyramid)]
    want = [size]
    while max(want[-1]) > 256 and min(want[-1]) > 1:
        want.append((max(1, want[-1][0] // 2), max(1, want[-1][1] // 2)))
    assert found == want


@pytest.mark.parametrize("sharpening", BOTH_WAYS)
def test_pages_are_tiled_and_reduced_ones_say_so(sharpening, tmp_path, take):
    path = tmp_path / "picture.png"
    pictures.noise(700, 600).save(path)
    made = take(path, sharpening=sharpening).pyramid
    with made.open("rb") as file:
        layout, at = tiff.read_layout(file)
        pages = []
        while at:
            entries = {entry.tag: entry for entry in tiff.read_page(file, layout, at)}
            at = int.from_bytes(file.read(4), "little")
            pages.append({tag: tiff.values(file, layout, entries[tag]) for tag in (322, 323)})
            pages[-1]["reduced"] = 254 in entries and tiff.values(file, layout, entries[254]) == (1,)
    sizes = {322: (256,), 323: (256,)}
    assert pages == [{**sizes, "reduced": False}, {**sizes, "reduced": True}, {**sizes, "reduced": True}]


@pytest.mark.parametrize("name", ["PNG", "TIFF", "BMP"])
def test_lossless_sources_lose_nothing(name, tmp_path, take):
    path = tmp_path / "picture"
    source = pictures.noise(700, 500)
    pictures.SAVE[name](path, source)
    made = take(path).pyramid
    assert tiff.first_page(made)[tiff.COMPRESSION] == (8,)
    assert (pyvips.Image.new_from_file(str(made)) - pictures.vips(source)).abs().max() == 0


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_photographs_get_tiles_of_high_quality(mode, tmp_path, take):
    path = tmp_path / "photo.jpg"
    Image.effect_mandelbrot((900, 700), (-2, -1.5, 1, 1.5), 100).convert(mode).save(path, quality=85)
    made = take(path)
    assert tiff.first_page(made.pyramid)[tiff.COMPRESSION] == (7,)
    error = ((pyvips.Image.new_from_file(str(made.pyramid)) - pyvips.Image.new_from_file(str(path))) ** 2).avg()
    assert 10 * math.log10(255**2 / error) > 42


@pytest.mark.parametrize(("subsampling", "photometric"), [("4:4:4", 2), ("4:2:2", 6), ("4:2:0", 6)])
def test_tiles_are_as_fine_in_colour_as_their_source(subsampling, photometric, tmp_path, take):
    path = tmp_path / "photo.jpg"
    pictures.noise(400, 300).save(path, quality=95, subsampling=subsampling)
    assert tiff.first_page(take(path).pyramid)[262] == (photometric,)


def test_a_lossy_source_with_alpha_is_kept_without_loss(tmp_path, take):
    path = tmp_path / "clear.webp"
    image = pictures.noise(100, 100).convert("RGBA")
    image.putalpha(128)
    image.save(path, quality=80)
    assert tiff.first_page(take(path).pyramid)[tiff.COMPRESSION] == (8,)


def test_the_profile_is_kept_and_other_metadata_is_not(tmp_path, take):
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x10E] = "a secret place"
    image = pictures.vips(pictures.corners()).icc_transform("p3", input_profile="srgb")
    image.jpegsave(str(path))
    photo = Image.open(path)
    photo.save(path, exif=exif, icc_profile=photo.info["icc_profile"])
    made = take(path)
    pyramid = pyvips.Image.new_from_file(str(made.pyramid))
    assert made.facts.has_icc
    assert pyramid.get("icc-profile-data") == image.get("icc-profile-data")
    assert b"a secret place" not in made.pyramid.read_bytes()


@pytest.mark.parametrize("sharpening", BOTH_WAYS)
@pytest.mark.parametrize("name", pictures.SAVE)
def test_the_same_file_gives_the_same_bytes(name, sharpening, tmp_path, take):
    path = tmp_path / "picture"
    pictures.SAVE[name](path, pictures.noise(900, 700))
    first, second = (take(path, sharpening=sharpening).pyramid.read_bytes() for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


@pytest.mark.parametrize("sharpening", BOTH_WAYS)
def test_what_is_clear_gives_no_colour_to_reduced_levels(sharpening, tmp_path, take):
    path = tmp_path / "stripes.png"
    image = Image.new("RGBA", (512, 512), (30, 50, 220, 255))
    for x in range(0, 512, 2):
        image.paste((255, 0, 0, 0), (x, 0, x + 1, 512))
    image.save(path)
    level = levels(take(path, sharpening=sharpening).pyramid)[1]
    assert pictures.near([level(100, 100)], [(30, 50, 220, 128)], tolerance=2)


@pytest.mark.documented
def test_sharpening_reaches_reduced_levels_only(tmp_path, take):
    path = tmp_path / "edges.png"
    pictures.corners(1200, 900).save(path)
    plain, sharp = levels(take(path).pyramid), levels(take(path, sharpening=SHARP).pyramid)
    differences = [(a - b).abs().max() for a, b in zip(plain, sharp, strict=True)]
    assert differences[0] == 0
    assert min(differences[1:]) > 20


@pytest.mark.parametrize("radius", [0.5, 0.7, 1.0, 2.0, 8.0, 30.0])
def test_sharpening_leaves_even_areas_alone(radius, tmp_path, take):
    path = tmp_path / "even.png"
    Image.new("RGB", (600, 400), (128, 220, 250)).save(path)
    mask = Sharpening(5.0, radius, 0, monochrome=False)
    assert levels(take(path, sharpening=mask).pyramid)[1](150, 100) == [128, 220, 250]


def test_the_threshold_spares_small_differences(tmp_path, take):
    path = tmp_path / "edges.png"
    Image.new("RGB", (600, 400), (100, 100, 100)).save(path)
    faint = Image.new("RGB", (600, 400), (100, 100, 100))
    faint.paste((104, 104, 104), (300, 0, 600, 400))
    faint.save(path)
    low, high = (Sharpening(5.0, 2.0, threshold, monochrome=False) for threshold in (0, 6))
    plain = levels(take(path).pyramid)[1]
    assert (levels(take(path, sharpening=high).pyramid)[1] - plain).abs().max() == 0
    assert (levels(take(path, sharpening=low).pyramid)[1] - plain).abs().max() > 2


def test_a_picture_is_rendered_from_a_reduced_level(tmp_path, take):
    path = tmp_path / "large.png"
    pictures.corners(4000, 3000).save(path)
    made = take(path).pyramid
    small = pyvips.Image.thumbnail(str(made), 500)
    assert (small.width, small.height) == (500, 375)
    assert pyvips.Image.new_from_file(str(made), page=3).width == 500
