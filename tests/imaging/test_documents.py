"""Pages of documents and layers of Photoshop files as pictures, made in a child."""

import shutil
from dataclasses import replace

import pytest
import pyvips

import made_files
from pictures import LIMITS
from safelight.domain.documents import Layering, Rasterising
from safelight.domain.faults import BrokenFile, DecoderFailed, ImageTooLarge, ToolMissing
from safelight.domain.images import IngestOptions
from safelight.imaging import documents, extracts
from safelight.imaging.sandbox import Sandbox

needs_ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
DOCUMENTS = [made_files.pdf((40, 20)), pytest.param(made_files.EPS, marks=needs_ghostscript)]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    with Sandbox(LIMITS, tmp_path_factory.mktemp("scratch")) as made:
        yield made


@pytest.fixture
def take(sandbox, tmp_path):
    """What becomes of a document: the picture of each page or layer, decoded."""
    path, done = tmp_path / "file", 0

    def folder():
        nonlocal done
        done += 1
        made = tmp_path / f"work-{done}"
        made.mkdir()
        return made

    def pages(data, **wanted):
        path.write_bytes(data)
        files = extracts.pages(sandbox, path, folder(), Rasterising(**wanted), lambda: False)
        return [pyvips.Image.new_from_file(str(file)) for file in files]

    def layers(data, *, extend=False):
        path.write_bytes(data)
        found = extracts.layers(sandbox, path, folder(), Layering("LayerName", extend=extend), lambda: False)
        return {name: pyvips.Image.new_from_file(str(file)) for name, file in found}

    pages.layers = layers
    pages.whole = lambda data: (path.write_bytes(data), sandbox.prepare(path, folder(), IngestOptions()))[1]
    return pages


def test_each_page_of_a_pdf_becomes_a_picture(take):
    first, second = take(made_files.pdf((40, 20), (30, 60)))
    assert [(page.width, page.height) for page in (first, second)] == [(40, 20), (30, 60)]
    assert first(5, 15) == [255, 0, 0]
    assert first(5, 2) == [255, 255, 255]


@pytest.mark.documented
@pytest.mark.parametrize("data", DOCUMENTS)
def test_the_resolution_says_how_large_pages_become(data, take):
    (page,) = take(data, resolution_dpi=144.0)
    assert (page.width, page.height) == (80, 40)
    assert page.xres * 25.4 == pytest.approx(144.0)


@pytest.mark.documented
@pytest.mark.parametrize("data", DOCUMENTS)
@pytest.mark.parametrize(("mode", "bands", "space"), [("Auto", 3, "srgb"), ("Gray", 1, "b-w"), ("Cmyk", 4, "cmyk")])
def test_pages_have_the_colours_asked_for(data, mode, bands, space, take):
    (page,) = take(data, colour_mode=mode)
    assert (page.bands, page.interpretation) == (bands, space)


@pytest.mark.documented
def test_with_alpha_what_a_page_leaves_bare_is_transparent(take):
    (page,) = take(made_files.pdf((40, 20)), alpha=True)
    assert (page(5, 2)[3], page(5, 15)) == (0, [255, 0, 0, 255])


@needs_ghostscript
def test_with_alpha_postscript_has_a_transparent_ground_too(take):
    (page,) = take(made_files.EPS.replace(b"0 0 40 20 rectfill", b"0 0 20 20 rectfill"), alpha=True)
    assert (page(30, 10)[3], page(5, 10)) == (0, [255, 0, 0, 255])


@pytest.mark.documented
def test_a_thumbnail_is_the_first_page_alone(take):
    assert len(take(made_files.pdf((40, 20), (30, 60)), first_only=True)) == 1


@pytest.mark.parametrize("data", DOCUMENTS)
def test_a_page_of_too_many_pixels_is_refused(data, sandbox, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(data)
    small = Sandbox(replace(LIMITS, max_pixels=500), tmp_path / "scratch")
    with small, pytest.raises(ImageTooLarge, match="40 x 20"):
        extracts.pages(small, path, tmp_path, Rasterising(), lambda: False)


def test_a_pdf_without_a_page_and_a_broken_one_are_refused(take):
    for data in (made_files.pdf(), made_files.pdf((40, 20))[:60]):
        with pytest.raises(BrokenFile, match="broken PDF file"):
            take(data)


@needs_ghostscript
@pytest.mark.parametrize("program", [b"stop stop", b"(/etc/passwd) (r) file showpage", b"quit"])
def test_postscript_that_fails_or_draws_nothing_or_reaches_out_is_refused(program, take):
    with pytest.raises(BrokenFile, match="broken PostScript file"):
        take(b"%!PS-Adobe-3.0\n" + program + b"\n")


@needs_ghostscript
def test_postscript_that_never_ends_is_ended(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"%!PS-Adobe-3.0\n{ } loop\n")
    with pytest.raises(DecoderFailed, match=r"PostScript file took longer than 0\.45 s"):
        documents.pages(path, tmp_path, replace(LIMITS, timeout_s=0.5), Rasterising())


def test_without_ghostscript_postscript_names_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "_GHOSTSCRIPT", "no-such-program")
    path = tmp_path / "file"
    path.write_bytes(made_files.EPS)
    with pytest.raises(ToolMissing, match="needs Ghostscript, which is not installed"):
        documents.pages(path, tmp_path, LIMITS, Rasterising())


def test_a_photoshop_document_is_the_picture_it_shows(take):
    made = take.whole(made_files.photoshop({"One": (0, 0, 10, 10)}))
    assert (made.facts.width, made.facts.height, made.facts.resolution_dpi) == (40, 30, 144.0)
    assert pyvips.Image.new_from_file(str(made.pyramid))(20, 15) == [0, 0, 255]


@pytest.mark.slow
def test_layers_come_as_large_as_they_are_or_as_the_document(take):
    data = made_files.photoshop({"One": (0, 0, 10, 10), "Two": (5, 5, 20, 25), "Empty": (3, 3, 3, 3)})
    found = take.layers(data)
    assert {name: (layer.width, layer.height) for name, layer in found.items()} == {"One": (10, 10), "Two": (15, 20)}
    extended = take.layers(data, extend=True)["Two"]
    assert (extended.width, extended.height) == (40, 30)
    assert (extended(10, 10), extended(1, 1)[3]) == ([255, 0, 0, 255], 0)


def test_a_broken_photoshop_document_is_refused(take):
    with pytest.raises(BrokenFile, match="broken Photoshop file"):
        take.layers(made_files.photoshop({"One": (0, 0, 10, 10)})[:120])
