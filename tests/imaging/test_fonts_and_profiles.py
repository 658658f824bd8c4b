"""What fonts and colour profiles say of themselves, and what becomes of those that lie."""

import random

import pytest

import made_files
from safelight.domain.assets import FontDetail, IccDetail
from safelight.domain.faults import BrokenFile
from safelight.imaging import fonts, icc

OUTLINES = FontDetail(
    font_name="Sample Sans Bold",
    postscript_name="SampleSans-Bold",
    rtf_name="Sample Sans",
    font_family="Sample Sans",
    style="Bold",
    type_name="TrueType",
    type="TTF",
)


def written(tmp_path, data):
    path = tmp_path / "file"
    path.write_bytes(data)
    return path


def test_an_outline_font_says_its_names(tmp_path):
    assert fonts.read(written(tmp_path, made_files.font())) == OUTLINES


def test_a_regular_font_has_no_style(tmp_path):
    assert fonts.read(written(tmp_path, made_files.font(bold=False))).style == ""


@pytest.mark.documented
@pytest.mark.parametrize(
    ("data", "type_", "name"),
    [
        (made_files.font(magic=0x4F54544F), "OTF", "SampleSans-Bold"),
        (made_files.collection(), "TTC", "SampleSans-Bold"),
        (made_files.PFB, "PFB", "Sample-Bold"),
        (made_files.PFA, "PFB", "Sample-Bold"),
        (made_files.AFM, "AFM", "Sample-Oblique"),
    ],
)
def test_each_kind_of_font_is_one_of_the_font_types(data, type_, name, tmp_path):
    found = fonts.read(written(tmp_path, data))
    assert (found.type, found.postscript_name) == (type_, name)


def test_words_tell_of_weight_and_slant(tmp_path):
    assert fonts.read(written(tmp_path, made_files.AFM)).style == "Italic"
    assert fonts.read(written(tmp_path, made_files.PFB)).style == "Bold"


def test_printer_metrics_say_family_and_name(tmp_path):
    data = bytearray(160)
    data[80], data[83:85] = 1, (700).to_bytes(2, "little")
    data[105:109], data[139:143] = (143).to_bytes(4, "little"), (150).to_bytes(4, "little")
    data[143:160] = b"Sample\0Sample-X\0\0"
    found = fonts.read(written(tmp_path, bytes(data)))
    assert (found.font_family, found.postscript_name, found.style, found.type) == (
        "Sample",
        "Sample-X",
        "BoldItalic",
        "PFM",
    )


@pytest.mark.parametrize("data", [b"OTTO", b"ttcf\xff\xff", b"StartFontMetrics 4.1\n", b"\x80\x01", b"\x00\x01", b"x"])
def test_a_font_without_a_name_is_refused(data, tmp_path):
    with pytest.raises(BrokenFile, match="broken font file"):
        fonts.read(written(tmp_path, data))


@pytest.mark.parametrize("whole", [made_files.font(), made_files.collection(), made_files.PFB, made_files.AFM])
def test_a_damaged_font_is_a_font_or_a_refusal(whole, tmp_path):
    chance = random.Random(1)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 4, 20))):
            damaged[chance.randrange(len(damaged))] = chance.choice((0, 255, chance.randrange(256)))
        try:
            found = fonts.read(written(tmp_path, bytes(damaged)))
        except BrokenFile:
            continue
        assert found.font_name.isprintable()


@pytest.mark.documented
@pytest.mark.parametrize(
    ("class_", "name"),
    [
        (b"scnr", "Input"),
        (b"mntr", "Display"),
        (b"prtr", "Output"),
        (b"link", "DeviceLink"),
        (b"spac", "ColorSpaceConversion"),
        (b"abst", "Abstract"),
        (b"nmcl", "NamedColor"),
    ],
)
def test_a_profile_says_its_class(class_, name, tmp_path):
    assert icc.read(written(tmp_path, made_files.profile(class_))) == IccDetail(name, "RGB", "XYZ")


@pytest.mark.documented
@pytest.mark.parametrize(
    ("space", "name"), [(b"CMYK", "CMYK"), (b"GRAY", "GRAY"), (b"Lab ", "Lab"), (b"YCbr", "YCbCr"), (b"6CLR", "6CLR")]
)
def test_a_profile_says_its_colour_spaces(space, name, tmp_path):
    found = icc.read(written(tmp_path, made_files.profile(b"prtr", space, b"Lab ")))
    assert (found.color_space, found.pcs_type) == (name, "Lab")


@pytest.mark.parametrize("data", [made_files.profile()[:100], made_files.profile(b"\0\0\0\0")])
def test_a_profile_without_a_class_is_refused(data, tmp_path):
    with pytest.raises(BrokenFile, match="broken ICC profile file"):
        icc.read(written(tmp_path, data))
