"""IPTC and EXIF of pictures, as XML."""

import struct
import zlib

import pillow_heif
import pytest
from lxml import etree
from PIL import Image, TiffImagePlugin

from safelight.imaging import headers


def told(path):
    """Kind and name to the texts there are."""
    found: dict[str, list[str]] = {}
    image = headers.read(path)
    for part in () if image is None else image:
        for one in part:
            found.setdefault(f"{part.tag}/{one.tag}", []).append(one.text or "")
    return found


def exif():
    made = Image.Exif()
    made[0x010F] = "Canon"
    made.get_ifd(0x8769)[0x9003] = "2024:01:02 03:04:05"
    made.get_ifd(0x8825)[1] = "N"
    return made


def iptc(*values, utf8=False):
    marked = [(1, 90, b"\x1b%G")] if utf8 else []
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(text)) + text
        for record, number, text in [*marked, *((2, number, text) for number, text in values)]
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_exif_of_each_format(kind, tmp_path):
    path = tmp_path / "picture"
    Image.new("RGB", (16, 16)).save(path, kind, exif=exif().tobytes())
    found = told(path)
    assert found["exif/Make"] == ["Canon"]
    assert found["exif/DateTimeOriginal"] == ["2024:01:02 03:04:05"]
    assert found["exif/GPSLatitudeRef"] == ["N"]


def test_exif_of_heic(tmp_path):
    path = tmp_path / "picture"
    pillow_heif.from_pillow(Image.new("RGB", (64, 64))).save(path, exif=exif().tobytes())
    assert told(path)["exif/Make"] == ["Canon"]


@pytest.mark.parametrize(
    ("text", "utf8", "read"),
    [("K\u00f6ln".encode(), True, "K\u00f6ln"), (b"K\xf6ln", False, "K\u00f6ln"), (b"a\x00\x01b", False, "ab")],
)
def test_iptc_of_tiff(text, utf8, read, tmp_path):
    path = tmp_path / "picture"
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[33723], tags.tagtype[33723] = iptc((90, text), (25, b"one"), (25, b"two"), (99, b"no"), utf8=utf8), 7
    Image.new("RGB", (8, 8)).save(path, "TIFF", tiffinfo=tags)
    found = {name: texts for name, texts in told(path).items() if name.startswith("iptc/")}
    assert found == {"iptc/City": [read], "iptc/Keywords": ["one", "two"]}


def test_iptc_that_is_cut_off_or_endless_is_read_as_far_as_it_goes():
    whole = iptc((90, b"Rome"), (25, b"one"))
    for data, count in ((whole[:-1], 2), (whole[:10], 1), (b"\x1c\x02\x5a\x80\x04" + b"\0" * 99, 0), (b"x" * 20, 0)):
        assert len(list(headers._iptc(data))) == count


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "content", [b"", b"words", b"\xff\xd8\xff\xe1\x00", b"8BPS" + b"\xff" * 40, b"II*\x00" + b"\xff" * 40]
)
def test_what_says_nothing_or_is_broken_has_none(content, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert headers.read(path) is None


def test_no_value_breaks_the_xml(tmp_path):
    path = tmp_path / "picture"
    made = Image.Exif()
    made[0x010F] = "a<b>&c"
    Image.new("RGB", (8, 8)).save(path, "JPEG", exif=made)
    image = headers.read(path)
    assert image is not None
    assert etree.fromstring(etree.tostring(image)).findtext("exif/Make") == "a<b>&c"


def test_a_picture_of_many_pixels_is_read_as_any_other(tmp_path):
    path = tmp_path / "picture"
    Image.new("1", (8, 8)).save(path, "PNG", exif=exif())
    whole = path.read_bytes()
    header = b"IHDR" + struct.pack(">II", 100_000, 100_000) + whole[24:29]
    path.write_bytes(whole[:12] + header + struct.pack(">I", zlib.crc32(header)) + whole[33:])
    assert told(path)["exif/Make"] == ["Canon"]
