"""The reader of XMP packets: finds them where formats say, and comes to no harm by files that lie."""

import struct

import pytest

from made_xmp import WRITERS, packet
from safelight.imaging import xmp

XMP = packet("Tool", ["a"])


@pytest.fixture
def made(tmp_path):
    def write(name, xmp_bytes=XMP):
        path = tmp_path / name
        WRITERS[name](path, xmp_bytes)
        return path

    return write


@pytest.mark.parametrize("name", WRITERS)
def test_a_packet_is_found_whatever_the_name_says(made, name):
    path = made(name)
    assert xmp.packet(path.rename(path.with_name("nameless"))) == XMP


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_cut_anywhere_gives_a_packet_or_none(made, name):
    path = made(name)
    whole = path.read_bytes()
    for end in range(0, len(whole), 1 + len(whole) // 200):
        path.write_bytes(whole[:end])
        found = xmp.packet(path)
        assert found is None or isinstance(found, bytes)


@pytest.mark.parametrize("name", WRITERS)
def test_sizes_that_lie_end_nowhere_and_hold_nothing(made, name):
    path = made(name)
    whole = path.read_bytes()
    for at in range(min(len(whole), 400)):
        path.write_bytes(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
        found = xmp.packet(path)
        assert found is None or len(found) <= 10 * len(whole)


def test_a_packet_that_unpacks_without_end_counts_as_none(made):
    assert xmp.packet(made("c.png", b" " * (xmp.LONGEST_BYTES + 1))) is None


def test_an_empty_file_and_text_have_none(tmp_path):
    for name, data in (
        ("empty", b""),
        ("text", b"hello"),
        ("end", b'<?xpacket end="w"?>'),
        ("half", b"<?xpacket begin="),
    ):
        (tmp_path / name).write_bytes(data)
        assert xmp.packet(tmp_path / name) is None


def test_a_big_tiff_is_read(tmp_path):
    entry = struct.pack("<HHQQ", 700, 1, len(XMP), 16 + 8 + 20 + 8)
    head = b"II+\x00" + struct.pack("<HHQ", 8, 0, 16)
    (tmp_path / "big.tif").write_bytes(head + struct.pack("<Q", 1) + entry + struct.pack("<Q", 0) + XMP)
    assert xmp.packet(tmp_path / "big.tif") == XMP
