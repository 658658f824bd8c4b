"""ripPdfsJob, and documents in a reprocessAssetsJob: pages become Images again."""

import pytest
import runs

import made_files
from harness import Refused
from made_assets import make

ASKED = {"createMask": False, "emailSetting": "None"}


@pytest.fixture
def pdf(server, web):
    """A document of two pages that nobody has ripped; its handle."""
    runs.upload(server, (web.serve("/book.pdf", made_files.pdf((72, 72), (72, 72))), "books/book.pdf"))
    server.run_jobs()
    assert set(runs.assets(server)) == {"books/book.pdf"}
    return runs.assets(server)["books/book.pdf"].assetHandle


def rip(server, *handles, name="Rip", **options):
    handle = runs.submit(server, "ripPdfsJob", name, pdfHandleArray=list(handles), **{**ASKED, **options})
    server.run_jobs()
    return handle


def pages(server):
    """Width of each page by its path."""
    found = runs.assets(server).items()
    return {path: asset.imageInfo.width for path, asset in found if asset.type == "Image"}


@pytest.mark.documented
def test_each_page_becomes_an_image_beside_the_document(server, pdf):
    handle = rip(server, pdf)
    found = pages(server)
    assert len(found) == 2
    assert all(path.startswith("books/book-") for path in found)
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginPdfRip", "EndPdfRip")
    (line,) = [line for line in lines if line.logType == "PdfRipSuccess"]
    assert line.assetHandle == pdf


def test_pages_that_are_there_are_made_anew_under_their_handles(server, pdf):
    rip(server, pdf, pdfOptions={"process": "Rasterize", "resolution": 72.0})
    before = {path: asset.assetHandle for path, asset in runs.assets(server).items()}
    assert set(pages(server).values()) == {72}
    rip(server, pdf, name="Finer", pdfOptions={"process": "Rasterize", "resolution": 144.0})
    assert set(pages(server).values()) == {144}
    assert {path: asset.assetHandle for path, asset in runs.assets(server).items()} == before


def test_what_is_new_is_marked_as_the_document_is(server, pdf):
    rip(server, pdf)
    assert {asset.readyForPublish for asset in runs.assets(server).values()} == {True}
    server.call(
        "setAssetPublishState", companyHandle=server.company, assetHandle=pdf, publishState="NotMarkedForPublish"
    )
    for path in pages(server):
        handle = runs.assets(server)[path].assetHandle
        server.call("deleteAsset", companyHandle=server.company, assetHandle=handle)
    rip(server, pdf, name="Second")
    marks = {asset.type: asset.readyForPublish for asset in runs.assets(server).values()}
    assert marks == {"Pdf": False, "Image": False, "Catalog": True}


def test_a_reprocess_rips_where_its_options_ask_for_it(server, pdf):
    asked = {"assetHandleArray": [pdf], **ASKED}
    runs.submit(server, "reprocessAssetsJob", "Not", **asked)
    server.run_jobs()
    assert pages(server) == {}
    runs.submit(server, "reprocessAssetsJob", "Rip", **asked, pdfOptions={"process": "Thumbnail"})
    server.run_jobs()
    assert len(pages(server)) == 1


@pytest.mark.documented
def test_a_publish_may_follow(server, pdf):
    rip(server, pdf, postImageServingPublishJob={"publishType": "Full", "emailSetting": "None"})
    (name, _) = sorted(asset.name for asset in runs.assets(server).values() if asset.type == "Image")
    assert server.get(f"/is/image/{server.root}/{name}").status_code == 200


def test_what_is_no_document_is_an_error_line(server, pdf):
    boot = make(server, "boot")
    (line,) = runs.lines(server, rip(server, boot, pdf), "PdfRipError")
    assert "'boot' is of type Image, want Illustrator or Pdf or PostScript" in line.logMessage
    assert runs.log(server, "Rip").fileSuccessCount == 1


def test_a_document_that_cannot_be_read_is_an_error_line(server, web):
    runs.upload(server, (web.serve("/torn.pdf", made_files.pdf((72, 72))[:80]), "torn.pdf"))
    server.run_jobs()
    found = [asset.assetHandle for asset in runs.assets(server).values()]
    (line,) = runs.lines(server, rip(server, *found), "PdfRipError")
    assert line.assetName == "torn"


@pytest.mark.parametrize(
    ("options", "field"),
    [({"emailSetting": "Often"}, "emailSetting"), ({"pdfOptions": {"resolution": 1e9}}, "pdfOptions")],
)
def test_options_that_cannot_be_are_refused(server, pdf, options, field):
    with pytest.raises(Refused, match=f"ripPdfsJob/{field}") as refused:
        rip(server, pdf, **options)
    assert refused.value.code == 30001


def test_no_documents_and_those_of_others_are_refused(server, pdf):
    with pytest.raises(Refused, match="ripPdfsJob/pdfHandleArray") as none:
        rip(server)
    with pytest.raises(Refused, match="ripPdfsJob/pdfHandleArray") as foreign:
        rip(server.other_company(), pdf)
    assert (none.value.code, foreign.value.code) == (30002, 20006)
