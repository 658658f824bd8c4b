"""Uploads of every kind of file: what becomes of each, through SOAP."""

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import select

import made_files
from file_uploads import all_assets, broken, log_of, png, upload_files
from looks.steps import ask, live, publish
from safelight.domain import handles
from safelight.store import tables

FILES = {
    "font.ttf": made_files.font(),
    "profile.icc": made_files.profile(),
    "archive.zip": made_files.zipped({"a/": b"", "a/x.css": b"p {}"}),
    "document.pdf": made_files.pdf((40, 20)),
    "drawing.eps": made_files.EPS,
    "art.ai": made_files.pdf((40, 20)),
    "style.css": b"p {}",
    "code.js": b"let a;",
    "data.xml": b"<?xml version='1.0'?><a/>",
    "shape.svg": b"<svg/>",
    "sheet.xsl": b"<?xml version='1.0'?><xsl:stylesheet/>",
    "flex.fxg": b"<?xml version='1.0'?><Graphic/>",
    "lib.swc": made_files.zipped({"a": b"b"}),
    "movie.swf": b"CWS\x0a" + bytes(20),
    "clip.mp4": b"\x00\x00\x00\x18ftypisom" + bytes(20),
    "master.mov": b"\x00\x00\x00\x18ftypqt  " + bytes(20),
    "sound.mp3": b"ID3\x03" + bytes(20),
    "caption.vtt": b"WEBVTT\n",
    "text.rtf": b"{\\rtf1}",
    "letter.docx": made_files.zipped({"a": b"b"}),
    "table.xlsx": made_files.zipped({"a": b"b"}),
    "talk.pptx": made_files.zipped({"a": b"b"}),
    "book.indd": b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5" + bytes(20),
    "room.vnt": b"\x01\x02",
    "kitchen.vnc": b"\x01\x02",
    "window.vnw": b"\x01\x02",
    "swatches.aco": b"\x00\x01\x00\x00",
    "press.joboptions": b"<< >>",
}
INFOS = {
    "Font": "fontInfo",
    "IccProfile": "iccProfileInfo",
    "Zip": "zipInfo",
    "Pdf": "pdfInfo",
    "PostScript": "postScriptInfo",
    "Illustrator": "illustratorInfo",
    "Css": "cssInfo",
    "Javascript": "javascriptInfo",
    "Xml": "xmlInfo",
    "Svg": "svgInfo",
    "Xsl": "xslInfo",
    "Fxg": "fxgInfo",
    "Swc": "swcInfo",
    "Flash": "flashInfo",
    "Video": "videoInfo",
    "MasterVideo": "masterVideoInfo",
    "Audio": "audioInfo",
    "VideoCaption": "videoCaptionInfo",
    "Rtf": "rtfInfo",
    "Word": "wordInfo",
    "Excel": "excelInfo",
    "PowerPoint": "powerPointInfo",
    "InDesign": "inDesignInfo",
    "Vignette": "vignetteInfo",
    "Cabinet": "cabinetInfo",
    "WindowCovering": "windowCoveringInfo",
    "Aco": "acoInfo",
    "PDFSettings": "pdfSettingsInfo",
}


def gif(frames):
    made = io.BytesIO()
    first, *rest = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")[:frames])
    first.save(made, "GIF", save_all=True, append_images=rest)
    return made.getvalue()


def originals(server, asset):
    """The bytes kept of an asset."""
    with server.parts.database.read() as tx:
        detail = tables.file_detail
        wanted = select(detail.c.original_digest).where(
            detail.c.asset_id == handles.asset_id("assetHandle", asset.assetHandle)
        )
        digest = tx.execute(wanted).scalar_one()
    with server.parts.blobs.local_path(digest) as path:
        return path.read_bytes()


def byproducts(server):
    """(asset, what it was made from, engine), by their names."""
    generated, originator = tables.asset.alias("generated"), tables.asset.alias("originator")
    edge = tables.byproduct
    joined = edge.join(generated, generated.c.id == edge.c.generated_id)
    joined = joined.join(originator, originator.c.id == edge.c.originator_id)
    company_id = handles.company_id("companyHandle", server.company)
    with server.parts.database.read() as tx:
        rows = tx.execute(
            select(generated.c.name, originator.c.name, edge.c.engine)
            .select_from(joined)
            .where(generated.c.company_id == company_id)
            .order_by(edge.c.generated_id)
        )
        return [tuple(row) for row in rows]


@pytest.mark.slow
@pytest.mark.documented
def test_a_file_of_each_kind_becomes_an_asset_of_its_type_with_its_info(server):
    lines = upload_files(server, {f"in/{name}": data for name, data in FILES.items()})
    assert [line.logMessage for line in lines if line.logType != "UploadSuccess"] == []
    found = all_assets(server)
    assert sorted(found) == sorted(f"in/{name}" for name in FILES)
    assert {asset.type for asset in found.values()} == set(INFOS)
    for path, asset in found.items():
        (field,) = [name for name, value in vars(asset).items() if name.endswith("Info") and value is not None]
        info, name = getattr(asset, field), path.removeprefix("in/")
        assert field == INFOS[asset.type]
        assert info.fileSize == len(FILES[name])
        assert info.originalFile.endswith(f".{name.rpartition('.')[2]}")
        assert info.originalPath == f"{server.root}/_master_/{info.originalFile[:3]}/"
        assert originals(server, asset) == FILES[name]
    assert broken(server) == []


def test_a_kept_file_has_no_picture_and_publishes_without_an_error(server):
    upload_files(server, {"data.xml": FILES["data.xml"]}, readyForPublish=True)
    asset = all_assets(server)["data.xml"]
    assert (asset.name, asset.ipsImageUrl, asset.readyForPublish) == ("data", "", True)
    publish(server)
    log = log_of(server, "publish")
    assert (log.fatalError, log.fileErrorCount) == (False, 0)


@pytest.mark.documented
def test_a_kept_file_replaces_one_of_its_type_and_keeps_its_handle(server):
    upload_files(server, {"font.ttf": made_files.font()})
    first = all_assets(server)["font.ttf"]
    upload_files(server, {"font.ttf": made_files.font("Other")}, "again")
    (second,) = all_assets(server).values()
    assert (second.assetHandle, second.fontInfo.originalFile) == (first.assetHandle, first.fontInfo.originalFile)
    assert originals(server, second) == made_files.font("Other")


def test_without_overwrite_a_kept_file_stands_beside_one_of_its_name(server):
    for job in ("one", "two"):
        upload_files(server, {"font.ttf": made_files.font()}, job, overwrite=False)
    found = all_assets(server)
    assert {path: asset.name for path, asset in found.items()} == {"font.ttf": "font", "font_1.ttf": "font_1"}
    assert log_of(server, "two").fileDuplicateCount == 1


def test_a_picture_does_not_replace_a_kept_file_of_its_name(server):
    ask(server, "setCompanySettings", overwriteMode="OverwriteAnyExt")
    upload_files(server, {"x.xml": FILES["data.xml"]})
    upload_files(server, {"x.png": png()}, "again")
    assert {path: asset.type for path, asset in all_assets(server).items()} == {"x.xml": "Xml", "x.png": "Image"}


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("words.txt", b"words", "the file holds text"),
        ("x.png", b"words", "the file holds text"),
        ("x.bin", bytes(9), "the file holds data of an unknown kind"),
        ("x.ttf", b"OTTO", "broken font file"),
        ("x.icc", made_files.profile(b"\0\0\0\0"), "broken ICC profile file"),
        ("x.zip", b"PK\x03\x04" + bytes(50), "the archive cannot be opened: it is damaged"),
        ("empty.css", b"", "the file is empty"),
    ],
)
def test_what_is_of_no_kind_or_broken_is_an_error_line(name, data, reason, server):
    (line,) = upload_files(server, {name: data})
    assert line.logType == "UploadError"
    assert reason in line.logMessage
    assert all_assets(server) == {}


def test_a_gif_of_several_frames_is_an_animated_gif(server):
    upload_files(server, {"still.gif": gif(1), "moving.gif": gif(3)}, readyForPublish=True)
    found = all_assets(server)
    assert {path: asset.type for path, asset in found.items()} == {"still.gif": "Image", "moving.gif": "AnimatedGif"}
    assert found["moving.gif"].animatedGifInfo.optimizedFile.endswith(".tif")
    publish(server)
    assert live(server, "still", "moving") == ["still", "moving"]


@pytest.mark.slow
@pytest.mark.documented
def test_pages_of_a_pdf_become_images_made_from_it(server):
    pages = {"process": "Rasterize", "resolution": 144.0, "colorspace": "Gray"}
    upload_files(server, {"in/doc.pdf": made_files.pdf((40, 20), (30, 30))}, pdfOptions=pages)
    found = all_assets(server)
    assert {path: asset.type for path, asset in found.items()} == {
        "in/doc.pdf": "Pdf",
        "in/doc-1.tif": "Image",
        "in/doc-2.tif": "Image",
        "in/": "Catalog",
    }
    image = found["in/doc-1.tif"].imageInfo
    assert (image.width, image.height, image.resolution) == (80, 40, 144.0)
    assert byproducts(server) == [(name, "doc", "PostScriptRip") for name in ("doc-1", "doc-2", "doc")]
    assert found["in/doc.pdf"].ipsImageUrl == f"{server.root}/doc-1"
    without = ask(server, "searchAssets", includeSubfolders=True, excludeByproducts=True).assetArray
    assert [asset.name for asset in without] == ["doc"]


def members(server, asset):
    listed = ask(server, "getImageSetMembers", assetHandle=asset.assetHandle).memberArray
    return [(member.asset.name, member.pageReset) for member in listed]


@pytest.mark.slow
@pytest.mark.documented
def test_pages_are_bound_to_a_catalog_unless_the_options_say_no(server):
    pages = {"process": "Rasterize"}
    two, three = made_files.pdf((40, 20), (30, 30)), made_files.pdf((40, 20), (30, 30), (20, 20))
    upload_files(server, {"loose.pdf": two}, "one", pdfOptions={**pages, "pdfCatalog": False})
    assert sorted(all_assets(server)) == ["loose-1.tif", "loose-2.tif", "loose.pdf"]
    upload_files(server, {"bound.pdf": two}, "two", pdfOptions={**pages, "pdfCatalog": True}, readyForPublish=True)
    catalog = all_assets(server)[""]
    assert (catalog.name, catalog.type, catalog.readyForPublish) == ("bound", "Catalog", True)
    assert members(server, catalog) == [("bound-1", True), ("bound-2", True)]
    upload_files(server, {"bound.pdf": three}, "again", pdfOptions=pages)
    again = all_assets(server)[""]
    assert again.assetHandle == catalog.assetHandle
    assert members(server, again) == [("bound-1", True), ("bound-2", True), ("bound-3", True)]


@pytest.mark.documented
def test_a_thumbnail_of_a_pdf_is_its_first_page(server):
    upload_files(server, {"doc.pdf": made_files.pdf((40, 20), (30, 30))}, pdfOptions={"process": "Thumbnail"})
    assert sorted(all_assets(server)) == ["doc-1.tif", "doc.pdf"]


@pytest.mark.parametrize("options", [{"process": "None"}, {"process": "render"}, {"resolution": 72.0}])
def test_a_pdf_is_kept_as_it_is_unless_its_pages_are_wanted(options, server):
    upload_files(server, {"doc.pdf": made_files.pdf((40, 20))}, pdfOptions=options)
    assert sorted(all_assets(server)) == ["doc.pdf"]


@pytest.mark.documented
def test_illustrator_files_become_images_where_their_options_say_so(server):
    upload_files(
        server,
        {"art.ai": made_files.pdf((40, 20)), "doc.pdf": made_files.pdf((40, 20))},
        illustratorOptions={"process": "Rasterize", "alpha": True},
    )
    assert sorted(all_assets(server)) == ["art-1.tif", "art.ai", "doc.pdf"]


@pytest.mark.documented
def test_a_photoshop_document_is_one_image_unless_its_layers_are_wanted(server):
    upload_files(server, {"shoe.psd": made_files.photoshop({"One": (0, 0, 10, 10)})})
    (asset,) = all_assets(server).values()
    assert (asset.type, asset.imageInfo.width, asset.imageInfo.resolution) == ("Image", 40, 144.0)


@pytest.mark.slow
@pytest.mark.documented
@pytest.mark.parametrize(
    ("naming", "paths"),
    [
        (None, ["shoe_Sole.png", "shoe_Lace.png"]),
        ("LayerName", ["Sole.png", "Lace.png"]),
        ("AppendNumber", ["shoe_1.png", "shoe_2.png"]),
        ("AppendName", ["shoe_Sole.png", "shoe_Lace.png"]),
        ("Folders", ["shoe/Sole.png", "shoe/Lace.png"]),
    ],
)
def test_layers_become_images_named_as_their_options_say(naming, paths, server):
    layers = {"Sole": (0, 0, 10, 10), "Lace": (5, 5, 20, 25)}
    options = {"process": "MaintainLayers", "layerOptions": {"layerNaming": naming, "anchor": "Southeast"}}
    upload_files(server, {"shoe.psd": made_files.photoshop(layers)}, photoshopOptions=options, readyForPublish=True)
    found = all_assets(server)
    assert sorted(found) == sorted(["shoe.psd", *paths])
    assert found["shoe.psd"].type == "PsdTemplate"
    assert found["shoe.psd"].psdInfo.optimizedFile.endswith(".tif")
    lace = found[paths[1]].imageInfo
    assert (lace.width, lace.height, lace.anchorX, lace.anchorY) == (15, 20, 15, 20)
    assert {(origin, engine) for _, origin, engine in byproducts(server)} == {("shoe", "PhotoshopLayers")}
    publish(server)
    assert live(server, "shoe") == ["shoe"]


@pytest.mark.slow
@pytest.mark.documented
def test_extended_layers_are_as_large_as_the_document(server):
    options = {"process": "MaintainLayers", "layerOptions": {"layerNaming": "LayerName", "extendLayers": True}}
    upload_files(server, {"shoe.psd": made_files.photoshop({"Sole": (0, 0, 10, 10)})}, photoshopOptions=options)
    sole = all_assets(server)["Sole.png"].imageInfo
    assert (sole.width, sole.height) == (40, 30)


@pytest.mark.slow
def test_layers_of_one_name_are_told_apart(server):
    made = made_files.photoshop({"A/B": (0, 0, 5, 5), "A_B": (0, 0, 5, 5)})
    options = {"process": "MaintainLayers", "layerOptions": {"layerNaming": "LayerName"}}
    upload_files(server, {"shoe.psd": made}, photoshopOptions=options)
    assert sorted(all_assets(server)) == ["A_B.png", "A_B_1.png", "shoe.psd"]


def test_the_same_upload_again_replaces_byproducts_too(server):
    for job in ("one", "two"):
        upload_files(server, {"doc.pdf": made_files.pdf((40, 20))}, job, pdfOptions={"process": "Rasterize"})
    assert sorted(all_assets(server)) == ["doc-1.tif", "doc.pdf"]
    assert len(byproducts(server)) == 1


def test_the_digest_of_a_kept_file_is_that_of_its_bytes(server):
    upload_files(server, {"style.css": b"p {}"})
    assert server.parts.blobs.exists(hashlib.sha256(b"p {}").hexdigest())


def test_old_versions_ask_for_layers_by_a_flag(server):
    old = {"maintainLayers": True, "layerNaming": "AppendNumber"}
    upload_files(
        replace(server, version="2008-09-10"),
        {"shoe.psd": made_files.photoshop({"Sole": (0, 0, 10, 10)})},
        photoshopOptions=old,
    )
    assert sorted(all_assets(server)) == ["shoe.psd", "shoe_1.png"]
