"""Files that are no pictures, or that say what is not so: each is refused in a sentence, before it costs much."""

import struct
import zlib
from dataclasses import replace

import pytest
import pyvips
from PIL import Image

import pictures
from pictures import LIMITS
from safelight.domain.faults import BrokenImage, EmptyFile, FileTooLarge, ImageTooLarge, UnknownFormat


def test_an_empty_file_is_refused(tmp_path, take):
    path = tmp_path / "nothing.jpg"
    path.touch()
    with pytest.raises(EmptyFile, match="the file is empty"):
        take(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Dear Sir or Madam,\n" * 300, "holds text"),
        ("Grüße\n".encode() * 2000, "holds text"),
        (b"%PDF-1.7\n\0\0", "holds a PDF document"),
        (b"PK\x03\x04zip", "holds a ZIP archive"),
        (b"\x00\x01\x02\xff" * 50, "holds data of an unknown kind"),
        (b"BM" + b"\0" * 100, "holds data of an unknown kind"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "holds data of an unknown kind"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(content, told, tmp_path, take):
    path = tmp_path / "picture.jpg"
    path.write_bytes(content)
    with pytest.raises(UnknownFormat, match=told) as refusal:
        take(path)
    assert "JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF, BMP" in str(refusal.value)


@pytest.mark.parametrize("share", [0.97, 0.5, 0.1])
@pytest.mark.parametrize("name", pictures.SAVE)
def test_a_truncated_file_is_refused(name, share, tmp_path, take):
    path = tmp_path / "cut"
    pictures.SAVE[name](path, pictures.noise(300, 200))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(BrokenImage, match=f"broken {name} file: .*[a-z]{{3}}") as refusal:
        take(path)
    assert str(tmp_path) not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["PNG", "GIF", "AVIF", "TIFF"])
def test_damaged_data_is_refused(name, tmp_path, take):
    path = tmp_path / "damaged"
    pictures.SAVE[name](path, pictures.noise(300, 200))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400 : 7] = bytes(byte ^ 0x5A for byte in data[middle : middle + 400 : 7])
    path.write_bytes(bytes(data))
    with pytest.raises(BrokenImage):
        take(path)


@pytest.mark.parametrize("name", pictures.SAVE)
def test_garbage_behind_a_right_beginning_is_refused(name, tmp_path, take):
    path = tmp_path / "garbage"
    pictures.SAVE[name](path, pictures.corners())
    path.write_bytes(path.read_bytes()[:40] + bytes(range(256)) * 20)
    with pytest.raises(BrokenImage):
        take(path)


def test_a_header_of_huge_dimensions_is_refused_unread(tmp_path, take):
    path = tmp_path / "bomb.png"
    path.write_bytes(_png(60_000, 60_000, b"\0" * 1000))
    with pytest.raises(ImageTooLarge, match="60000 x 60000 pixels, and at most 50000000"):
        take(path)


def test_a_header_of_more_lines_than_there_are_is_refused(tmp_path, take):
    path = tmp_path / "lie.png"
    path.write_bytes(_png(3000, 3000, b"\0" * 3001 * 10))
    with pytest.raises(BrokenImage):
        take(path)


@pytest.mark.parametrize("name", ["JPEG", "GIF", "BMP", "TIFF", "HEIC", "WebP", "AVIF"])
def test_the_limit_of_pixels_holds_for_each_format(name, tmp_path, take):
    path = tmp_path / "large"
    pictures.SAVE[name](path, pictures.corners())
    with pytest.raises(ImageTooLarge, match="300 x 200"):
        take(path, replace(LIMITS, max_pixels=59_999))
    assert take(path, replace(LIMITS, max_pixels=60_000)).facts.width == 300


def test_a_jpeg_whose_header_lies_about_its_size_is_refused(tmp_path, take):
    path = tmp_path / "lie.jpg"
    Image.effect_noise((300, 200), 60).save(path)
    data = bytearray(path.read_bytes())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 4000, 6000)
    path.write_bytes(bytes(data))
    with pytest.raises(BrokenImage):
        take(path)


def test_a_jpeg_with_stray_bytes_that_no_picture_shows_is_taken_in(tmp_path, take):
    path = tmp_path / "camera.jpg"
    pictures.SAVE["JPEG"](path, pictures.corners())
    data = path.read_bytes()
    at = data.index(b"\xff\xdb")
    path.write_bytes(data[:at] + b"\0" * 20 + data[at:] + b"trailer")
    with pytest.raises(pyvips.Error, match="extraneous bytes"):
        pyvips.Image.jpegload(str(path), fail_on="warning").avg()
    assert take(path).facts.width == 300


def test_a_file_of_too_many_bytes_is_refused(tmp_path, take):
    path = tmp_path / "long.png"
    pictures.SAVE["PNG"](path, pictures.noise(300, 200))
    with pytest.raises(FileTooLarge, match="at most 1000"):
        take(path, replace(LIMITS, max_bytes=1000))


def test_samples_that_no_picture_can_show_are_refused(tmp_path, take):
    path = tmp_path / "heights.tif"
    Image.effect_noise((64, 64), 60).convert("F").save(path)
    with pytest.raises(UnknownFormat, match="TIFF samples of 32 bits"):
        take(path)


def _png(width: int, height: int, lines: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
