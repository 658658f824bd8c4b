"""optimizeImagesJob: every pyramid of the company is made again as it was made before."""

import pytest
import runs
from sqlalchemy import select, update

from harness import Refused
from safelight.domain import handles
from safelight.store import tables

CROP = {"left": 10, "right": 5, "top": 4, "bottom": 6}


@pytest.fixture
def uploaded(server, web):
    """Two pictures, one of them cropped, sharpened and without colours of its own."""
    address = web.serve("/a.png", runs.picture("PNG"))
    options = {"manualCropOptions": CROP, "unsharpMaskOptions": {"amount": 2.0, "radius": 1.0}}
    runs.upload(server, (address, "a.png"), name="A", **options)
    runs.upload(server, (address, "b.png"), name="B")
    server.run_jobs()
    return {path: asset.assetHandle for path, asset in runs.assets(server).items()}


def optimize(server, name="Optimize"):
    handle = runs.submit(server, "optimizeImagesJob", name, emailSetting="None")
    server.run_jobs()
    return handle


def pyramids(server):
    detail, asset = tables.image_detail, tables.asset
    company_id = handles.company_id("companyHandle", server.company)
    wanted = select(asset.c.file_name, detail.c.pyramid_digest).join(detail, detail.c.asset_id == asset.c.id)
    with server.parts.database.read() as tx:
        return {row[0]: row[1] for row in tx.execute(wanted.where(asset.c.company_id == company_id))}


def test_what_was_made_so_before_stays_to_the_byte(server, uploaded):
    before = pyramids(server)
    handle = optimize(server)
    assert pyramids(server) == before
    told = runs.lines(server, handle, "ReoptimizeSuccess")
    assert {line.assetHandle for line in told} == set(uploaded.values())
    log = runs.log(server, "Optimize")
    assert (log.logType, log.fileSuccessCount, log.fileUpdateCount) == ("BeginReoptimize", 2, 0)


@pytest.mark.recorded
def test_a_pyramid_that_is_not_as_it_should_be_is_made_anew(server, uploaded):
    """As after a release that makes other ones; the user named for it is recorded."""
    before = pyramids(server)
    with server.parts.database.write() as tx:
        wanted = tables.image_detail.c.pyramid_digest == before["a.png"]
        tx.execute(update(tables.image_detail).where(wanted).values(pyramid_digest=before["b.png"], width=1))
    optimize(server)
    assert pyramids(server) == before
    shown = runs.assets(server)
    assert (shown["a.png"].imageInfo.width, shown["a.png"].lastModifyUser) == (45, "image optimization")
    assert shown["b.png"].lastModifyUser == server.email


def test_a_pyramid_that_was_lost_is_there_again(server, uploaded):
    lost = pyramids(server)["a.png"]
    server.parts.blobs.delete(lost)
    optimize(server)
    assert server.parts.blobs.exists(lost)


def test_what_lies_in_the_trash_and_what_others_have_is_passed_over(server, uploaded, web):
    server.call("deleteAsset", companyHandle=server.company, assetHandle=uploaded["b.png"])
    other = server.other_company()
    runs.upload(other, (web.url("/a.png"), "theirs.png"))
    server.run_jobs()
    handle = optimize(server)
    assert [line.assetName for line in runs.lines(server, handle, "ReoptimizeSuccess")] == ["a"]


def test_a_company_without_pictures_has_nothing_to_do(server):
    optimize(server)
    log = runs.log(server, "Optimize")
    assert (log.fileSuccessCount, log.totalFileCount, log.fatalError) == (0, 0, False)


def test_its_mail_setting_must_be_one(server):
    with pytest.raises(Refused, match="optimizeImagesJob/emailSetting") as refused:
        runs.submit(server, "optimizeImagesJob", emailSetting="Sometimes")
    assert refused.value.code == 30001
