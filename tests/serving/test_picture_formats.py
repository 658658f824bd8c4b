"""Formats and colours of replies."""

import io
from pathlib import Path

import pytest
import pyvips
from gallery import Gallery, at, clear_right_half, decoded, disc, photo, same, serving, solid, with_alpha
from PIL import Image, ImageCms

from safelight.imaging import profiles


@pytest.fixture
def shown(gallery: Gallery) -> Gallery:
    gallery.add("img", photo(400, 300))
    gallery.publish(serving())
    return gallery


def opened(gallery: Gallery, query: str, name: str = "img") -> Image.Image:
    response = gallery.get(query, name)
    assert response.status_code == 200, response.text
    image = Image.open(io.BytesIO(response.content))
    image.load()
    return image


@pytest.mark.documented
@pytest.mark.parametrize(
    ("fmt", "known", "mode", "media_type"),
    [
        ("jpeg", "JPEG", "RGB", "image/jpeg"),
        ("jpg", "JPEG", "RGB", "image/jpeg"),
        ("pjpeg", "JPEG", "RGB", "image/jpeg"),
        ("jpeg,gray", "JPEG", "L", "image/jpeg"),
        ("jpeg,cmyk", "JPEG", "CMYK", "image/jpeg"),
        ("png", "PNG", "RGB", "image/png"),
        ("png,gray", "PNG", "L", "image/png"),
        ("png-alpha", "PNG", "RGBA", "image/png"),
        ("png8", "PNG", "P", "image/png"),
        ("png8-alpha", "PNG", "P", "image/png"),
        ("gif", "GIF", "P", "image/gif"),
        ("gif-alpha", "GIF", "P", "image/gif"),
        ("tif", "TIFF", "RGB", "image/tiff"),
        ("tif,gray", "TIFF", "L", "image/tiff"),
        ("tif,cmyk", "TIFF", "CMYK", "image/tiff"),
        ("tif-alpha", "TIFF", "RGBA", "image/tiff"),
        ("webp", "WEBP", "RGB", "image/webp"),
        ("webp-alpha", "WEBP", "RGBA", "image/webp"),
        ("avif", "AVIF", "RGB", "image/avif"),
        ("avif-alpha", "AVIF", "RGBA", "image/avif"),
    ],
)
def test_every_format_is_what_it_says(gallery: Gallery, fmt, known, mode, media_type):
    gallery.add("img", disc(64))
    gallery.publish(serving())
    response = gallery.get(f"wid=32&fmt={fmt}")
    assert response.headers["content-type"] == media_type
    image = opened(gallery, f"wid=32&fmt={fmt}")
    assert (image.format, image.size) == (known, (32, 32))
    assert image.mode == mode


def test_pjpeg_comes_in_several_scans(shown: Gallery):
    assert opened(shown, "wid=100&fmt=pjpeg").info.get("progressive")
    assert not opened(shown, "wid=100&fmt=jpeg").info.get("progressive")


@pytest.mark.documented
@pytest.mark.parametrize("fmt", ["png-alpha", "tif-alpha", "webp-alpha,,lossless", "avif-alpha,,lossless"])
def test_alpha_comes_through_whole(gallery: Gallery, fmt):
    gallery.add("img", clear_right_half(100, 60))
    gallery.publish(serving())
    image = opened(gallery, f"scl=1&fmt={fmt}").convert("RGBA")
    assert image.getpixel((20, 30)) == (255, 0, 0, 255)
    assert image.getpixel((80, 30))[3] == 0


@pytest.mark.parametrize("fmt", ["gif-alpha", "png8-alpha"])
def test_a_palette_keeps_a_clear_colour(gallery: Gallery, fmt):
    gallery.add("img", clear_right_half(100, 60))
    gallery.publish(serving())
    image = opened(gallery, f"scl=1&fmt={fmt}").convert("RGBA")
    assert image.getpixel((80, 30))[3] == 0
    assert image.getpixel((20, 30))[3] == 255


def test_shrunk_alpha_does_not_bleed_the_colour_of_clear_pixels(gallery: Gallery):
    colours = solid(64, 64, "ff0000").join(solid(64, 64, "00ff00"), "horizontal")
    mask = (pyvips.Image.xyz(128, 64)[0] < 64).ifthenelse(255, 0)
    gallery.add("img", with_alpha(colours, mask))
    gallery.publish(serving())
    image = gallery.picture("wid=37&fmt=png-alpha")
    for x in range(37):
        red, green, _, alpha = at(image, x, 9)
        assert alpha < 8 or (green <= 4 and red >= 250), (x, at(image, x, 9))


@pytest.mark.documented
def test_without_alpha_a_picture_is_flattened_on_its_background(gallery: Gallery):
    gallery.add("img", disc(100, "0000ff"))
    gallery.publish(serving(bkg_color="00ff00"))
    image = gallery.picture("scl=1&fmt=png")
    assert (at(image, 1, 1), at(image, 50, 50)) == ([0, 255, 0], [0, 0, 255])
    assert at(gallery.picture("scl=1&bgc=50g&fmt=png"), 1, 1) == [128, 128, 128]


@pytest.mark.documented
def test_padding_is_clear_where_alpha_is_kept(shown: Gallery):
    image = shown.picture("wid=200&hei=200&bgc=ff0000&fmt=png-alpha")
    assert at(image, 100, 2)[3] == 0
    assert at(image, 100, 100)[3] == 255


@pytest.mark.documented
def test_a_mask_is_the_alpha_alone(gallery: Gallery):
    gallery.add("img", disc(100))
    gallery.publish(serving())
    image = gallery.picture("req=mask&wid=100&hei=120&fmt=png")
    assert image.bands == 1
    assert [at(image, *place) for place in ((50, 60), (2, 12), (50, 2))] == [[255], [0], [0]]


@pytest.mark.documented
def test_quality_decides_size_and_the_default_is_the_companys(shown: Gallery):
    sizes = [len(shown.get(f"wid=300&qlt={quality}").content) for quality in (1, 30, 60, 80, 95, 100)]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == len(sizes)
    assert shown.get("wid=300").content == shown.get("wid=300&qlt=80,0").content
    assert shown.get("wid=300&qlt=500").content == shown.get("wid=300&qlt=100").content


@pytest.mark.documented
def test_full_chroma_is_not_subsampled(shown: Gallery):
    assert _sampling(shown.get("wid=100&qlt=95,1").content) == (1, 1)
    assert _sampling(shown.get("wid=100&qlt=95,0").content) == (2, 2)


@pytest.mark.parametrize("fmt", ["webp", "avif"])
def test_other_lossy_formats_obey_quality(shown: Gallery, fmt):
    small, large = (len(shown.get(f"wid=200&fmt={fmt}&qlt={quality}").content) for quality in (20, 90))
    assert small < large * 0.7


@pytest.mark.documented
@pytest.mark.parametrize("fmt", ["tif", "tif,,lzw", "tif,,zip", "png", "webp,,lossless", "avif,,lossless"])
def test_lossless_formats_lose_nothing(shown: Gallery, fmt):
    assert same(shown.picture(f"scl=1&fmt={fmt}"), photo(400, 300))


@pytest.mark.documented
@pytest.mark.parametrize(
    ("fmt", "compression"),
    [("tif", "raw"), ("tif,,lzw", "tiff_lzw"), ("tif,,zip", "tiff_adobe_deflate"), ("tif,,jpeg", "jpeg")],
)
def test_a_tiff_is_compressed_as_asked(shown: Gallery, fmt, compression):
    assert opened(shown, f"wid=100&fmt={fmt}").info["compression"] == compression


@pytest.mark.documented
@pytest.mark.parametrize(
    "fmt", ["webp,gray", "avif,cmyk", "png,cmyk", "jpeg,,lzw", "tif-alpha,,jpeg", "tiff", "jpeg,rgb,none,1"]
)
def test_a_format_that_does_not_exist_is_refused(shown: Gallery, fmt):
    response = shown.get(f"wid=100&fmt={fmt}")
    assert response.status_code == 403
    assert "fmt" in response.text


@pytest.mark.documented
@pytest.mark.parametrize("fmt", ["jpeg", "png", "tif"])
def test_the_profile_goes_along_on_demand(shown: Gallery, fmt):
    assert "icc_profile" not in opened(shown, f"wid=50&fmt={fmt}").info
    profile = opened(shown, f"wid=50&fmt={fmt}&iccEmbed=1").info["icc_profile"]
    assert profiles.is_srgb(profile)


@pytest.mark.documented
@pytest.mark.parametrize("fmt", ["jpeg", "png", "tif"])
def test_print_resolution_is_a_tag(shown: Gallery, fmt):
    tagged = opened(shown, f"wid=50&fmt={fmt}&printRes=254")
    assert round(float(tagged.info["dpi"][0])) == 254
    assert same(shown.picture(f"wid=50&fmt={fmt}&printRes=254"), shown.picture(f"wid=50&fmt={fmt}"))


@pytest.mark.documented
def test_jpeg_size_lowers_the_quality_until_it_fits(shown: Gallery):
    free = shown.get("wid=300&qlt=95")
    tight = shown.get("wid=300&qlt=95&jpegSize=8")
    assert len(tight.content) <= 8 * 1024 < len(free.content)
    assert decoded(tight.content).width == 300
    assert shown.get("wid=400&qlt=95&jpegSize=1").status_code == 403
    assert shown.get("wid=300&qlt=95&jpegSize=0").content == free.content


@pytest.mark.documented
@pytest.mark.parametrize("fmt", ["gif", "png8"])
@pytest.mark.parametrize("colours", [2, 16, 100, 256])
def test_a_palette_has_no_more_colours_than_asked(shown: Gallery, fmt, colours):
    image = opened(shown, f"wid=200&fmt={fmt}&quantize=adaptive,off,{colours}").convert("RGB")
    assert 2 <= len(image.getcolors(100_000)) <= colours


def test_a_cmyk_source_is_shown_by_its_profile(gallery: Gallery, tmp_path: Path):
    tagged = solid(80, 60, "c81e14").icc_transform("cmyk", input_profile="srgb")
    ink = tuple(at(tagged, 5, 5))
    source = tmp_path / "ink.tif"
    tagged.tiffsave(str(source))
    gallery.add_file("img", source)
    gallery.publish(serving())
    red, green, blue = at(gallery.picture("wid=40&fmt=png"), 20, 15)
    wanted = ImageCms.profileToProfile(
        Image.new("CMYK", (1, 1), ink),
        ImageCms.ImageCmsProfile(io.BytesIO(tagged.get("icc-profile-data"))),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    ).getpixel((0, 0))
    assert max(abs(a - b) for a, b in zip((red, green, blue), wanted, strict=True)) <= 1
    assert gallery.get("req=imageprops").text.count("image.pixTyp=CMYK") == 1


@pytest.mark.parametrize("bands", [1, 3])
def test_a_16_bit_source_is_shown_with_8_bits(gallery: Gallery, bands):
    deep = (pyvips.Image.black(60, 40, bands=bands) + [40_000] * bands).cast("ushort")
    gallery.add("img", deep.copy(interpretation="grey16" if bands == 1 else "rgb16"))
    gallery.publish(serving())
    image = gallery.picture("wid=30&fmt=png")
    assert (image.format, image.bands) == ("uchar", 3)
    assert at(image, 10, 10) == [156, 156, 156]


def test_a_gray_source_is_shown_as_rgb_and_as_gray(gallery: Gallery):
    gallery.add("img", (pyvips.Image.black(60, 40) + 99).cast("uchar").copy(interpretation="b-w"))
    gallery.publish(serving())
    assert at(gallery.picture("wid=30&fmt=png"), 3, 3) == [99, 99, 99]
    assert at(gallery.picture("wid=30&fmt=png,gray"), 3, 3) == [99]


def test_a_wide_gamut_source_is_converted_and_an_srgb_one_is_left_alone(gallery: Gallery, tmp_path: Path):
    plain = photo(200, 150)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tagged = plain.copy()
    tagged.set_type(pyvips.GValue.blob_type, "icc-profile-data", srgb)
    gallery.add("srgb", tagged)
    vivid = solid(50, 50, "00c800").icc_transform("p3", input_profile="srgb")
    assert at(vivid, 5, 5) != [0, 200, 0]
    gallery.add("p3", vivid)
    gallery.publish(serving())
    assert same(gallery.picture("scl=1&fmt=png", "srgb"), plain)
    assert (
        max(abs(a - b) for a, b in zip(at(gallery.picture("scl=1&fmt=png", "p3"), 5, 5), [0, 200, 0], strict=True)) <= 2
    )


def test_srgb_is_told_from_other_profiles_by_what_it_says_not_by_its_name():
    srgb = solid(2, 2).icc_transform("srgb", input_profile="srgb").get("icc-profile-data")
    p3 = solid(2, 2).icc_transform("p3", input_profile="srgb").get("icc-profile-data")
    assert profiles.is_srgb(srgb)
    assert profiles.is_srgb(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert not profiles.is_srgb(p3)
    assert not profiles.is_srgb(b"")
    assert not profiles.is_srgb(srgb[:200])
    assert profiles.name(srgb)
    assert profiles.name(b"junk") == ""


@pytest.mark.documented
def test_icc_names_the_profile_there_is_and_refuses_others(shown: Gallery):
    assert shown.get("wid=60&icc=sRGB&iccEmbed=1").status_code == 200
    assert shown.get("wid=60&icc=sRGB%20IEC61966-2.1,relative,1,0").status_code == 200
    assert "not built" in shown.get("wid=60&icc=AdobeRGB").text
    assert shown.get("wid=60&icc=sRGB&fmt=tif,cmyk").status_code == 403


def test_sharpening_sharpens_and_neutral_values_do_nothing(shown: Gallery):
    plain = shown.picture("wid=150&fmt=png")
    for neutral in ("op_usm=0", "op_usm=2,0", "op_usm=0,5,0,1", "op_sharpen=0", "op_usmR=0,1"):
        assert same(shown.picture(f"wid=150&fmt=png&{neutral}"), plain)
    for strong in ("op_usm=2,4", "op_usmR=2,1", "op_usm=2,4,0,1", "op_sharpen=1", "layer=0&op_usm=2,4"):
        sharp = shown.picture(f"wid=150&fmt=png&{strong}")
        assert sharp.deviate() > plain.deviate() * 1.02
    assert same(shown.picture("wid=150&fmt=png&op_usm=5,4,255"), plain), "no difference is above the threshold"


@pytest.mark.documented
def test_the_radius_of_usm_shrinks_with_the_picture_and_that_of_usm_r_does_not(shown: Gallery):
    assert same(shown.picture("scl=1&fmt=png&op_usm=2,3"), shown.picture("scl=1&fmt=png&op_usmR=2,3"))
    assert not same(shown.picture("scl=4&fmt=png&op_usm=2,12"), shown.picture("scl=4&fmt=png&op_usmR=2,12"))
    assert same(shown.picture("scl=4&fmt=png&op_usm=2,12"), shown.picture("scl=4&fmt=png&op_usmR=2,3"))


def test_sharpening_leaves_no_halo_at_padding(gallery: Gallery):
    gallery.add("img", solid(100, 50, "808080"))
    gallery.publish(serving(bkg_color="000000"))
    image = gallery.picture("wid=60&hei=60&op_usm=5,10&fmt=png")
    assert {tuple(at(image, 30, y)) for y in range(60)} == {(0, 0, 0), (128, 128, 128)}


def _sampling(jpeg: bytes) -> tuple[int, int]:
    """Horizontal and vertical sampling of the first component, from the frame header."""
    at_frame = next(place for place in range(len(jpeg)) if jpeg[place] == 0xFF and jpeg[place + 1] in {0xC0, 0xC2})
    factors = jpeg[at_frame + 11]
    return factors >> 4, factors & 15
