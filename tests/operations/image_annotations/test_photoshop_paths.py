"""getPhotoshopPathNames and getPhotoshopPath, on files as Photoshop writes them."""

import struct

import pytest
from PIL import Image

from harness import Refused
from looks.steps import ask
from made_assets import make
from pictures import path_record, photoshop_block
from taken_in import taken_in

SQUARE = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.5), (0.25, 0.5)]
SLANTED = [(0.3, 0.2), (0.9, 0.3), (0.7, 0.8), (0.1, 0.6)]


def outline(*points, bulge=0.0):
    """A closed curve; bulge: how far its handles reach upwards."""
    knots = (path_record(2, (x, y - bulge), (x, y), (x, y - bulge)) for x, y in points)
    return struct.pack(">HH22x", 0, len(points)) + b"".join(knots)


BLOCKS = (
    photoshop_block(2000, "Background Path", outline(*SQUARE[2:], *SQUARE[:2]))
    + photoshop_block(2001, "Face Path", outline(*SLANTED))
    + photoshop_block(2002, "Ring", outline((0.2, 0.5), (0.8, 0.5), (0.5, 0.9), bulge=0.2))
    + photoshop_block(2003, "Nothing", b"")
    + photoshop_block(1005, "", b"\0" * 16)
)


def jpeg(path, orientation=1):
    exif = Image.Exif()
    exif[0x112] = orientation
    Image.new("RGB", (400, 200), "red").save(path, "JPEG", exif=exif)
    segment = b"Photoshop 3.0\0" + BLOCKS
    whole = path.read_bytes()
    path.write_bytes(whole[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + whole[2:])


def tiff(path, orientation=1):
    Image.new("RGB", (400, 200), "red").save(path, "TIFF", tiffinfo={34377: BLOCKS, 274: orientation})


@pytest.fixture
def uploaded(server):
    """Takes a file in that a function writes; returns its handle."""
    return lambda write, suffix, **options: taken_in(server, f"boot{suffix}", write, **options)


def names(server, handle):
    return ask(server, "getPhotoshopPathNames", assetHandle=handle).pathNameArray


def quad(server, handle, name):
    found = ask(server, "getPhotoshopPath", assetHandle=handle, pathName=name).perspectiveQuad
    return [(round(getattr(found, f"x{corner}"), 3), round(getattr(found, f"y{corner}"), 3)) for corner in range(4)]


@pytest.mark.documented
@pytest.mark.parametrize(("write", "suffix"), [(jpeg, ".jpg"), (tiff, ".tif")])
def test_names_the_paths_of_a_file_in_their_order(server, uploaded, write, suffix):
    handle = uploaded(write, suffix)
    assert names(server, handle) == ["Background Path", "Face Path", "Ring", "Nothing"]
    assert quad(server, handle, "Background Path") == [(100, 50), (300, 50), (300, 100), (100, 100)]


@pytest.mark.documented
def test_a_path_of_four_points_is_its_own_quadrilateral_from_the_upper_left_on(server, uploaded):
    assert quad(server, uploaded(jpeg, ".jpg"), "Face Path") == [(120, 40), (360, 60), (280, 160), (40, 120)]


def test_any_other_path_has_a_rectangle_that_touches_its_curves(server, uploaded):
    left, top, right, bottom = 80, 0.5 - 0.2 * 0.75, 320, 180
    found = quad(server, uploaded(jpeg, ".jpg"), "Ring")
    assert found == [(left, top * 200), (right, top * 200), (right, bottom), (left, bottom)]


@pytest.mark.parametrize(("write", "suffix"), [(jpeg, ".jpg"), (tiff, ".tif")])
def test_a_file_that_lies_on_its_side_is_measured_upright(server, uploaded, write, suffix):
    handle = uploaded(lambda path: write(path, orientation=6), suffix)
    assert quad(server, handle, "Background Path") == [(100, 100), (150, 100), (150, 300), (100, 300)]


def test_a_crop_moves_what_is_measured(server, uploaded):
    crop = {"left": 30, "top": 20, "right": 10, "bottom": 0}
    handle = uploaded(jpeg, ".jpg", manualCropOptions=crop)
    assert quad(server, handle, "Background Path") == [(70, 30), (270, 30), (270, 80), (70, 80)]


def test_a_file_without_paths_has_none(server, uploaded):
    handle = uploaded(lambda path: Image.new("RGB", (8, 8)).save(path), ".png")
    assert names(server, handle) == []
    with pytest.raises(Refused, match=r"30001: pathName: got 'Face Path'"):
        quad(server, handle, "Face Path")


def test_a_path_without_points_faults(server, uploaded):
    with pytest.raises(Refused, match=r"30001: pathName: got 'Nothing'"):
        quad(server, uploaded(jpeg, ".jpg"), "Nothing")


def test_what_is_no_image_faults_and_others_are_kept_out(server):
    film, boot = make(server, "film", type="Video"), make(server, "boot")
    for look in (names, lambda caller, handle: quad(caller, handle, "x")):
        with pytest.raises(Refused, match=r"30001: assetHandle"):
            look(server, film)
        for caller, code in ((server.other_company(), 20006), (server.as_user(role="TrialSiteUser"), 20003)):
            with pytest.raises(Refused) as refusal:
                look(caller, boot)
            assert refusal.value.code == code
