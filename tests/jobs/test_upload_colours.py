"""Uploads that knock out, crop and convert, through SOAP."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

import made_files
import pictures
from file_uploads import all_assets, log_of, png, upload_files
from harness import Refused
from looks.steps import UPLOAD, ask
from made_assets import make
from safelight.domain import handles
from safelight.store import tables


def convert(**profiles):
    return {"colorManagementOptions": {"colorManagement": "Convert", **profiles}}


def framed():
    """A red rectangle on white."""
    image, made = Image.new("RGB", (30, 20), "white"), io.BytesIO()
    image.paste("red", (5, 2, 25, 18))
    image.save(made, "PNG")
    return made.getvalue()


def cmyk():
    image = pictures.vips(Image.new("RGB", (8, 8), "red")).icc_transform("cmyk", input_profile="srgb")
    return bytes(image.get("icc-profile-data"))


@pytest.fixture
def profile(server):
    """Handle of a CMYK profile of the company."""
    upload_files(server, {"cmyk.icc": cmyk()}, "profile")
    return all_assets(server)["cmyk.icc"].assetHandle


def live(server, name, command):
    """A picture of an image, published first."""
    publish = {"publishType": "Incremental", "emailSetting": "None"}
    ask(server, "submitJob", jobName=f"publish-{name}", imageServingPublishJob=publish)
    server.run_jobs()
    reply = server.get(f"/is/image/{server.root}/{name}?{command}")
    assert reply.status_code == 200, reply.text
    return Image.open(io.BytesIO(reply.content))


@pytest.mark.documented
def test_a_background_is_knocked_out(server):
    options = {"knockoutBackgroundOptions": {"corner": "UpperLeft", "tolerance": 0.2, "fillMethod": "FloodFill"}}
    upload_files(server, {"plain.png": framed()}, readyForPublish=True)
    upload_files(server, {"cut.png": framed()}, "again", readyForPublish=True, **options)
    for name, alpha in (("plain", 255), ("cut", 0)):
        shown = live(server, name, "fmt=png-alpha&scl=1").convert("RGBA")
        assert (shown.getpixel((1, 1))[3], shown.getpixel((15, 10))) == (alpha, (255, 0, 0, 255))


@pytest.mark.slow
@pytest.mark.documented
def test_an_automatic_crop_is_remembered_until_another_upload_says_otherwise(server):
    crop = {"autoColorCropOptions": {"corner": "UpperLeft", "tolerance": 0.0}}
    upload_files(server, {"boot.png": framed()}, **crop)

    def size():
        info = all_assets(server)["boot.png"].imageInfo
        return info.width, info.height

    assert size() == (20, 16)
    upload_files(server, {"boot.png": png("red", (30, 20))}, "same")
    assert size() == (20, 16)
    upload_files(server, {"boot.png": png("red", (30, 20))}, "free", preserveCrop=False)
    assert size() == (30, 20)


@pytest.mark.documented
def test_colours_are_converted_to_a_profile_of_the_company(server, profile):
    upload_files(server, {"boot.png": png()}, readyForPublish=True, **convert(outputProfileHandle=profile))
    assert log_of(server, "add").fileErrorCount == 0
    assert live(server, "boot", "fmt=tif,cmyk").mode == "CMYK"
    with server.parts.database.read() as tx:
        detail = tables.image_detail
        company_id = handles.company_id("companyHandle", server.company)
        joined = detail.join(tables.asset, tables.asset.c.id == detail.c.asset_id)
        mine = tables.asset.c.company_id == company_id
        row = tx.execute(select(detail.c.color_space, detail.c.bands).select_from(joined).where(mine)).one()
    assert tuple(row) == ("CMYK", 4)


def test_where_colours_are_kept_a_profile_has_no_say(server):
    options = {"colorManagementOptions": {"colorManagement": "MaintainOriginal", "outputProfileHandle": "a|999999999"}}
    (line,) = upload_files(server, {"boot.png": png()}, **options)
    assert line.logType == "UploadSuccess"


def test_a_profile_of_a_class_that_cannot_stand_there_faults(server, profile):
    update = {"assetHandle": profile, "class": "Abstract"}
    ask(server, "batchSetIccProfileFields", updateArray=[update])
    with pytest.raises(Refused, match=r"colorManagementOptions/outputProfileHandle.*class Display, Output"):
        upload_files(server, {"boot.png": png()}, **convert(outputProfileHandle=profile))


@pytest.mark.parametrize("end", ["sourceProfileHandle", "outputProfileHandle"])
def test_a_handle_that_names_no_profile_faults(end, server):
    for handle, code in ((make(server, "boot"), 30001), ("a|999999999", 30001), ("nonsense", 30001)):
        with pytest.raises(Refused, match=end) as refused:
            upload_files(server, {"x.png": png()}, **convert(**{end: handle}))
        assert refused.value.code == code
    theirs = server.other_company()
    upload_files(theirs, {"cmyk.icc": cmyk()})
    with pytest.raises(Refused, match="20006"):
        upload_files(server, {"x.png": png()}, **convert(**{end: all_assets(theirs)["cmyk.icc"].assetHandle}))


def test_a_profile_that_goes_before_the_job_runs_is_an_error_line(server, profile):
    place = server.parts.settings.upload_folders[0] / f"{server.root}-late"
    place.mkdir()
    (place / "boot.png").write_bytes(png())
    job = {**UPLOAD, **convert(outputProfileHandle=profile)}
    job |= {"serverDir": str(place), "includeSubfolders": True, "processMetadataFiles": False}
    ask(server, "submitJob", jobName="late", uploadDirectoryJob=job)
    ask(server, "deleteAsset", assetHandle=profile)
    server.run_jobs()
    log = log_of(server, "late")
    assert (log.fileErrorCount, log.fileSuccessCount) == (1, 0)


def test_a_profile_that_is_only_a_header_is_an_error_line(server):
    upload_files(server, {"bad.icc": made_files.profile()}, "profile")
    handle = all_assets(server)["bad.icc"].assetHandle
    (line,) = upload_files(server, {"boot.png": png()}, **convert(outputProfileHandle=handle))
    assert "broken ICC profile file" in line.logMessage
