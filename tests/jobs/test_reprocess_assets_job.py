"""reprocessAssetsJob: the same asset under the same handle, with pixels made again from its original."""

import io

import pytest
import runs
from PIL import Image

from harness import Refused
from made_assets import make

ASKED = {"createMask": False, "emailSetting": "None"}
CROP = {"left": 10, "right": 5, "top": 4, "bottom": 6}


def reprocess(server, *handles, name="Again", **options):
    return runs.submit(server, "reprocessAssetsJob", name, assetHandleArray=list(handles), **{**ASKED, **options})


@pytest.fixture
def boot(server, web):
    """A picture of 60 x 40 pixels, marked for publish; its handle."""
    runs.upload(server, (web.serve("/boot.png", runs.picture("PNG")), "shoes/boot.png"))
    server.run_jobs()
    return runs.assets(server)["shoes/boot.png"].assetHandle


def shown(server, handle):
    (asset,) = server.call("getAssets", companyHandle=server.company, assetHandleArray=[handle]).assetArray
    return asset


def size(server, handle):
    info = shown(server, handle).imageInfo
    return info.width, info.height


def publish(server, name="Publish"):
    runs.submit(server, "imageServingPublishJob", name, publishType="Incremental", emailSetting="None")
    server.run_jobs()


def live(server, query="fmt=png"):
    return Image.open(io.BytesIO(server.get(f"/is/image/{server.root}/boot?{query}").content))


@pytest.mark.documented
def test_a_crop_is_taken_off_the_original_and_the_handle_stays(server, boot):
    reprocess(server, boot, manualCropOptions=CROP)
    server.run_jobs()
    assert size(server, boot) == (45, 30)
    reprocess(server, boot, name="Wider", manualCropOptions={**CROP, "left": 0})
    server.run_jobs()
    assert size(server, boot) == (55, 30)
    assert [asset.assetHandle for asset in runs.assets(server).values()] == [boot]


@pytest.mark.documented
@pytest.mark.parametrize(
    ("options", "left"),
    [
        ({}, (45, 30)),
        ({"preserveCrop": True}, (45, 30)),
        ({"preserveCrop": False}, (60, 40)),
        ({"preserveCrop": True, "manualCropOptions": {"left": 1, "right": 0, "top": 0, "bottom": 0}}, (59, 40)),
        ({"preserveCrop": True, "manualCropOptions": {"left": 0, "right": 0, "top": 0, "bottom": 0}}, (45, 30)),
    ],
)
def test_the_crop_an_asset_has_stays_unless_another_comes_or_it_is_to_go(server, boot, options, left):
    reprocess(server, boot, name="First", manualCropOptions=CROP)
    server.run_jobs()
    reprocess(server, boot, **options)
    server.run_jobs()
    assert size(server, boot) == left


def test_what_is_live_changes_with_the_next_publish(server, boot):
    publish(server)
    assert live(server).size == (60, 40)
    reprocess(server, boot, manualCropOptions=CROP)
    server.run_jobs()
    assert live(server).size == (60, 40)
    publish(server, "Second")
    assert live(server).size == (45, 30)


@pytest.mark.documented
def test_a_publish_may_follow(server, boot):
    publish(server)
    follow_on = {"publishType": "Full", "emailSetting": "None"}
    reprocess(server, boot, manualCropOptions=CROP, postImageServingPublishJob=follow_on)
    server.run_jobs()
    assert live(server).size == (45, 30)
    assert sorted(log.logType for log in runs.logs(server) if log.originalJobName == "Again") == [
        "BeginImageServingPublish",
        "BeginReoptimize",
    ]


@pytest.mark.documented
def test_an_address_is_told_of_the_end(server, boot, web):
    reprocess(server, boot, postHttpUrl=web.serve("/ended", b"thanks"))
    server.run_jobs()
    assert web.count("/ended") == 1


def test_an_asset_that_was_replaced_meanwhile_is_made_again_of_its_new_file(server, boot, web, monkeypatch):
    """Between the making and the writing somebody uploads another file; the second attempt takes that."""
    from safelight.assets import remaking

    renewed = remaking.remake

    def overtaken(desk, asset, wanted):
        ready = renewed(desk, asset, wanted)
        if not replaced:
            replaced.append(True)
            web.serve("/boot.png", runs.picture("PNG", 100, 80))
            runs.upload(server, (web.url("/boot.png"), "shoes/boot.png"), name="New")
            server.run_jobs()
        return ready

    replaced = []
    monkeypatch.setattr(remaking, "remake", overtaken)
    reprocess(server, boot, manualCropOptions=CROP)
    server.run_jobs()
    assert size(server, boot) == (85, 70)
    assert runs.log(server, "Again").fileSuccessCount == 1


@pytest.mark.parametrize(("only_if_files", "followed"), [(True, 0), (False, 1), (None, 1)])
def test_where_nothing_succeeded_no_publish_follows_if_that_is_wanted(server, only_if_files, followed):
    follow_on = {"publishType": "Full", "emailSetting": "None"}
    reprocess(server, "a|999999999", postJobOnlyIfFiles=only_if_files, postImageServingPublishJob=follow_on)
    server.run_jobs()
    assert [log.logType for log in runs.logs(server)].count("BeginImageServingPublish") == followed


def test_sharpening_shows_in_what_is_served_reduced(server, web):
    soft = runs.picture("PNG", 1200, 800)
    runs.upload(server, (web.serve("/boot.png", soft), "boot.png"))
    server.run_jobs()
    handle = runs.assets(server)["boot.png"].assetHandle
    publish(server)
    before = live(server, "wid=150&fmt=png").tobytes()
    sharpening = {"amount": 3.0, "radius": 2.0, "threshold": 0}
    reprocess(server, handle, unsharpMaskOptions=sharpening)
    server.run_jobs()
    publish(server, "Second")
    assert live(server, "wid=150&fmt=png").tobytes() != before


def test_a_mask_is_made_of_a_clipping_path(server, web, tmp_path):
    import pictures

    pictures.clipped_jpeg(tmp_path / "cut.jpg", pictures.corners(60, 40), (0.25, 0.25, 0.75, 0.75))
    runs.upload(server, (web.serve("/boot.jpg", (tmp_path / "cut.jpg").read_bytes()), "boot.jpg"))
    server.run_jobs()
    handle = runs.assets(server)["boot.jpg"].assetHandle
    publish(server)
    assert live(server, "fmt=png-alpha").convert("RGBA").getpixel((1, 1))[3] == 255
    reprocess(server, handle, createMask=True)
    server.run_jobs()
    publish(server, "Second")
    assert live(server, "fmt=png-alpha").getpixel((1, 1))[3] == 0


@pytest.mark.documented
@pytest.mark.parametrize(
    ("options", "marked"),
    [
        ({}, True),
        ({"readyForPublish": False}, True),
        ({"readyForPublish": False, "preservePublishState": True}, True),
        ({"readyForPublish": False, "preservePublishState": False}, False),
    ],
)
def test_publish_marks_follow_the_job_unless_they_are_kept(server, boot, options, marked):
    reprocess(server, boot, **options)
    server.run_jobs()
    assert shown(server, boot).readyForPublish is marked


def test_the_company_decides_where_the_job_does_not(server, boot):
    server.call(
        "setCompanySettings",
        companyHandle=server.company,
        overwriteMode="OverwriteFullName",
        retainPublishState=False,
        diskSpaceWarningMin=1,
        emailTrashCleanupWarning=False,
    )
    reprocess(server, boot, readyForPublish=False)
    server.run_jobs()
    assert shown(server, boot).readyForPublish is False


@pytest.mark.documented
def test_each_asset_is_a_line_between_begin_and_end(server, boot):
    handle = reprocess(server, boot, boot)
    server.run_jobs()
    lines = runs.lines(server, handle)
    assert (lines[0].logType, lines[-1].logType) == ("BeginReoptimize", "EndReoptimize")
    (line,) = [line for line in lines if line.logType == "ReoptimizeSuccess"]
    assert (line.assetHandle, line.assetName, line.assetType) == (boot, "boot", "OptimizedImage")
    log = runs.log(server, "Again")
    assert (log.fileSuccessCount, log.totalFileCount, log.fileUpdateCount) == (1, 1, 0)


def test_what_cannot_be_made_again_is_an_error_line(server, boot):
    trashed = make(server, "old", trash_state="InTrash")
    other = make(server, "words", type="Font")
    handle = reprocess(server, boot, trashed, other, "a|999999999")
    server.run_jobs()
    told = [line.logMessage for line in runs.lines(server, handle, "ReoptimizeFailure")]
    assert len(told) == 3
    assert "is in the trash" in told[0]
    assert "of type Font" in told[1]
    assert "an asset that is there" in told[2]
    assert runs.log(server, "Again").fileSuccessCount == 1


def test_a_crop_that_leaves_nothing_is_an_error_line_and_the_asset_stays(server, boot):
    handle = reprocess(server, boot, manualCropOptions={**CROP, "left": 60})
    server.run_jobs()
    (line,) = runs.lines(server, handle, "ReoptimizeFailure")
    assert "manualCropOptions" in line.logMessage
    assert size(server, boot) == (60, 40)


def test_an_asset_of_another_company_is_refused(server, boot):
    other = server.other_company()
    with pytest.raises(Refused, match="assetHandleArray") as refused:
        reprocess(other, boot)
    assert refused.value.code == 20006


def test_no_assets_are_refused(server):
    with pytest.raises(Refused, match="reprocessAssetsJob/assetHandleArray") as refused:
        reprocess(server)
    assert refused.value.code == 30002


@pytest.mark.parametrize(("field", "value"), [("emailSetting", "Often"), ("unsharpMaskOptions", {"amount": 9.0})])
def test_a_value_that_cannot_be_is_refused(server, boot, field, value):
    with pytest.raises(Refused, match=f"reprocessAssetsJob/{field}") as refused:
        reprocess(server, boot, **{field: value})
    assert refused.value.code == 30001


def test_it_comes_back_as_it_was_asked_for(server, boot):
    reprocess(server, boot, manualCropOptions=CROP)
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert (job.type, job.reprocessAssetsJob.assetHandleArray) == ("ReprocessAssets", [boot])
    assert job.reprocessAssetsJob.manualCropOptions.left == 10
