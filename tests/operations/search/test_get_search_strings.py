"""getSearchStrings: what is written on the pages of a PDF whose upload asked for search words."""

import shutil

import pytest

from harness import Refused
from looks.steps import ask, by_name
from made_assets import make
from made_files import written_pdf
from taken_in import taken_in

needs_ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
RIPPED = {"process": "Rasterize", "pdfCatalog": False, "extractSearchWords": True}


HELLO = "20 60 Td (Hello world) Tj 0 -20 Td (again) Tj"


def uploaded(server, *pages, **options):
    return taken_in(server, "leaf.pdf", lambda path: path.write_bytes(written_pdf(*pages)), pdfOptions=RIPPED | options)


def strings(server, handle):
    return ask(server, "getSearchStrings", assetHandle=handle).searchStringsArray


def page(server, number=1):
    (asset,) = by_name(server, f"leaf-{number}")
    return asset.assetHandle


@pytest.mark.documented
def test_lines_and_words_come_with_their_places_on_the_picture_of_the_page(server):
    uploaded(server, HELLO)
    first, second = strings(server, page(server))
    assert (first.searchString, second.searchString) == ("Hello world", "again")
    assert (first.status, first.fontName, first.pointSize) == (True, "Helvetica", "12")
    assert 19 <= first.x <= 22
    assert 28 <= first.y <= 33
    assert 55 <= first.width <= 70
    assert 7 <= first.height <= 14
    hello, world = first.keywordsArray
    assert [(word.keyword, word.status) for word in (hello, world)] == [("Hello", True), ("world", True)]
    assert hello.x + hello.width <= world.x
    assert (world.x + world.width, world.y) == (first.x + first.width, first.y)
    assert 17 <= second.y - first.y <= 24


@needs_ghostscript
@pytest.mark.documented
def test_a_page_of_postscript_has_words_too(server):
    page_of = b"%!PS\n<< /PageSize [200 100] >> setpagedevice /Helvetica 12 selectfont "
    written = page_of + b"20 60 moveto (Hello world) show showpage"
    options = {"process": "Rasterize", "extractSearchWords": True}
    taken_in(server, "leaf.ps", lambda path: path.write_bytes(written), postScriptOptions=options)
    (line,) = strings(server, page(server))
    assert (line.searchString, [word.keyword for word in line.keywordsArray]) == ("Hello world", ["Hello", "world"])
    assert 19 <= line.x <= 22
    assert 28 <= line.y <= 33


def test_places_grow_with_the_resolution(server):
    uploaded(server, HELLO, resolution=144.0)
    first, _ = strings(server, page(server))
    assert 38 <= first.x <= 43
    assert first.pointSize == "12"


def test_each_page_has_its_own(server):
    uploaded(server, HELLO, "20 60 Td (Second) Tj")
    assert [line.searchString for line in strings(server, page(server, 2))] == ["Second"]


def test_a_page_made_anew_has_the_words_it_then_has(server):
    uploaded(server, HELLO)
    uploaded(server, "20 60 Td (Other) Tj")
    assert [line.searchString for line in strings(server, page(server))] == ["Other"]
    uploaded(server, HELLO, extractSearchWords=False)
    assert strings(server, page(server)) == []


@pytest.mark.documented
def test_what_was_made_of_no_page_has_none(server):
    assert strings(server, make(server, "boot")) == []
    document = uploaded(server, HELLO)
    assert strings(server, document) == []


def test_what_is_no_asset_in_reach_faults(server):
    strange = make(server.other_company(), "shoe")
    for handle, code in ((strange, 20006), ("a|99999999", 30001), ("boot", 30001)):
        with pytest.raises(Refused) as e:
            strings(server, handle)
        assert e.value.code == code


@pytest.mark.documented
def test_users_below_administrators_may_not(server):
    with pytest.raises(Refused) as e:
        strings(server.as_user(), make(server, "boot"))
    assert e.value.code == 20003
