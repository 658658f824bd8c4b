"""uploadUrlsJob: files from addresses, one line each, whatever becomes of them."""

import time

import pytest
import runs
from sqlalchemy import select

import pictures
from safelight.domain.items import MAX_BEGUN
from safelight.services import invariants
from safelight.store import tables


@pytest.mark.recorded
def test_a_picture_becomes_an_asset_and_a_line(server, web):
    handle = runs.upload(server, (web.serve("/red.jpg", runs.picture()), f"{server.root}/Shoes/red.jpg"))
    server.run_jobs()
    asset = runs.assets(server)["Shoes/red.jpg"]
    assert (asset.type, asset.name, asset.lastModifyUser) == ("Image", "red", server.email)
    (line,) = runs.lines(server, handle, "UploadSuccess")
    assert "red.jpg was processed" in line.logMessage
    assert line.assetHandle == asset.assetHandle


def test_the_log_counts_what_its_lines_say(server, web):
    good = web.serve("/a.jpg", runs.picture())
    runs.upload(server, (good, "a.jpg"), (good, "b.jpg"), (web.url("/none.jpg"), "c.jpg"))
    server.run_jobs()
    log = runs.log(server)
    assert (log.fileSuccessCount, log.fileErrorCount, log.totalFileCount) == (2, 1, 3)
    assert (log.fatalError, log.endDate >= log.startDate) == (False, True)


def test_a_log_begins_and_ends_with_the_lines_of_an_upload(server, web):
    handle = runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    server.run_jobs()
    types = [line.logType for line in runs.lines(server, handle)]
    assert (types[0], types[-1]) == ("BeginUpload", "EndUpload")


@pytest.mark.parametrize("path", ["folder", "folder/", "/folder/", "a/b/c"])
def test_folders_that_are_missing_are_made(server, web, path):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), f"{path.rstrip('/')}/a.jpg"))
    server.run_jobs()
    assert list(runs.assets(server)) == [f"{path.strip('/')}/a.jpg"]


def test_a_destination_that_is_a_folder_takes_the_name_of_the_address(server, web):
    runs.upload(server, (web.serve("/deep/two%20words.jpg", runs.picture()), "in/"))
    server.run_jobs()
    assert list(runs.assets(server)) == ["in/two words.jpg"]


def test_a_destination_that_is_a_folder_takes_the_name_the_server_gives(server, web):
    address = web.serve("/download", runs.picture(), Content_Disposition='attachment; filename="../real.jpg"')
    runs.upload(server, (address, "in/"))
    server.run_jobs()
    assert list(runs.assets(server)) == ["in/real.jpg"]


def test_a_file_without_a_name_is_an_error_line(server, web):
    handle = runs.upload(server, (web.serve("/", runs.picture()), "in/"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "no name" in line.logMessage


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html>no picture</html>", "text"),
        (runs.picture()[:200], "broken"),
        (runs.picture("PNG")[:90], "broken"),
    ],
)
def test_a_broken_file_is_one_error_line_and_the_job_goes_on(server, web, content, reason):
    good = web.serve("/good.jpg", runs.picture())
    handle = runs.upload(server, (web.serve("/bad.jpg", content), "bad.jpg"), (good, "good.jpg"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "bad.jpg was not processed" in line.logMessage
    assert reason.lower() in line.logMessage.lower()
    assert list(runs.assets(server)) == ["good.jpg"]


def test_what_is_refused_leaves_no_bytes_behind(server, web):
    before = invariants.unreferenced(server.parts)
    runs.upload(server, (web.serve("/bad.jpg", runs.picture()[:300]), "bad.jpg"))
    server.run_jobs()
    assert invariants.unreferenced(server.parts) == before


@pytest.mark.documented
def test_an_upload_that_overwrites_replaces_the_picture_of_the_asset(server, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture(width=60)), "a.jpg"))
    server.run_jobs()
    old = runs.assets(server)["a.jpg"]
    runs.upload(server, (web.serve("/a.jpg", runs.picture(width=80)), "a.jpg"), name="Again")
    server.run_jobs()
    new = runs.assets(server)["a.jpg"]
    assert new.assetHandle == old.assetHandle
    assert runs.log(server, "Again").fileUpdateCount == 1


def test_an_upload_that_does_not_overwrite_counts_a_duplicate(server, web):
    address = web.serve("/a.jpg", runs.picture())
    runs.upload(server, (address, "a.jpg"))
    server.run_jobs()
    runs.upload(server, (address, "a.jpg"), name="Again", overwrite=False)
    server.run_jobs()
    assert {asset.name for asset in runs.assets(server).values()} == {"a", "a_1"}
    assert runs.log(server, "Again").fileDuplicateCount == 1


def test_a_manual_crop_is_taken_off_each_side(server, web):
    crop = {"left": 10, "right": 5, "top": 1, "bottom": 2}
    runs.upload(server, (web.serve("/a.png", runs.picture("PNG", 60, 40)), "a.png"), manualCropOptions=crop)
    server.run_jobs()
    handle = runs.assets(server)["a.png"].assetHandle
    info = server.call("getAssets", companyHandle=server.company, assetHandleArray=[handle]).assetArray[0].imageInfo
    assert (info.width, info.height) == (45, 37)


def test_options_that_are_not_built_are_refused_before_the_job_runs(server, web):
    from harness import Refused

    with pytest.raises(Refused) as refusal:
        runs.upload(server, (web.url("/a.jpg"), "a.jpg"), knockoutBackgroundOptions={"corner": "UpperLeft"})
    assert refusal.value.code in {30000, 30001, 30002}


def test_a_server_that_fails_once_is_asked_again(server, web):
    def flaky(handler):
        if web.count("/flaky.jpg") == 1:
            handler.send_error(503)
        else:
            content = runs.picture()
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)

    handle = runs.upload(server, (web.handle("/flaky.jpg", flaky), "a.jpg"))
    server.run_jobs()
    assert len(runs.lines(server, handle, "UploadSuccess")) == 1
    assert runs.items(server)[0].attempts == 2


@pytest.mark.slow
def test_a_server_that_keeps_failing_is_asked_three_times(server, web):
    handle = runs.upload(server, (web.serve("/down.jpg", b"", 500), "a.jpg"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "500" in line.logMessage
    assert web.count("/down.jpg") == 3


def test_an_item_that_killed_workers_too_often_is_an_error_line(server, web):
    handle = runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"), (web.url("/a.jpg"), "b.jpg"))
    _list_items(server)
    runs.change(server, tables.job_item, runs.items(server)[0].id, attempts=MAX_BEGUN)
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert f"{MAX_BEGUN} times" in line.logMessage
    assert list(runs.assets(server)) == ["b.jpg"]


def test_the_row_of_a_run_does_not_hold_the_addresses_that_its_items_hold(server, web):
    address = web.serve("/a.jpg", runs.picture())
    runs.upload(server, (address, "a.jpg"), (address, "b.jpg"))
    _list_items(server)
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert (job.uploadUrlsJob.urlArray, job.uploadUrlsJob.numUrls) == ([], 2)
    assert address not in str(runs.row(server).options)
    server.run_jobs()
    assert sorted(runs.assets(server)) == ["a.jpg", "b.jpg"]


def test_a_publish_follows_where_the_upload_asks_for_one(server, web):
    publish = {"publishType": "Incremental", "emailSetting": "None"}
    address = web.serve("/a.jpg", runs.picture())
    runs.upload(server, (address, "a.jpg"), postImageServingPublishJob=publish)
    server.run_jobs()
    follow_on = next(log for log in runs.logs(server) if log.logType == "BeginImageServingPublish")
    assert (follow_on.originalJobName, follow_on.fileSuccessCount) == ("Job", 1)
    assert server.get(f"/is/image/{server.root}/a").status_code == 200


@pytest.mark.parametrize(("only_if_files", "publishes"), [(True, 0), (False, 1)])
def test_a_publish_can_be_made_to_wait_for_files(server, web, only_if_files, publishes):
    publish = {"publishType": "Incremental", "emailSetting": "None"}
    options = {"postImageServingPublishJob": publish, "postJobOnlyIfFiles": only_if_files}
    runs.upload(server, (web.url("/none.jpg"), "a.jpg"), **options)
    server.run_jobs()
    assert sum(log.logType == "BeginImageServingPublish" for log in runs.logs(server)) == publishes


def test_lines_are_in_the_language_of_the_job(server, web):
    listed = [{"sourceUrl": web.serve("/a.jpg", runs.picture()), "destPath": "a.jpg"}]
    job = {**runs.UPLOAD, "urlArray": listed}
    handle = server.call("submitJob", companyHandle=server.company, jobName="J", locale="de-DE", uploadUrlsJob=job)
    server.run_jobs()
    (line,) = runs.lines(server, handle.jobHandle, "UploadSuccess")
    assert "verarbeitet" in line.logMessage


def test_a_run_knows_its_server_and_when_it_began(server, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    server.run_jobs()
    run = runs.row(server)
    assert run.server_name
    assert run.trigger_ms <= run.started_ms <= run.finished_ms
    assert (run.state, run.total_items, run.done_items) == ("Done", 1, 1)


def test_an_exact_file_is_kept_under_its_digest(server, web):
    content = runs.picture("PNG", image=pictures.noise(90, 70))
    runs.upload(server, (web.serve("/n.png", content), "n.png"))
    server.run_jobs()
    asset_id = int(runs.assets(server)["n.png"].assetHandle.removeprefix("a|"))
    with server.parts.database.read() as tx:
        detail = tables.image_detail
        digest = tx.execute(select(detail.c.original_digest).where(detail.c.asset_id == asset_id)).scalar_one()
    with server.parts.blobs.local_path(digest) as path:
        assert path.read_bytes() == content


def _list_items(server):
    """Begin the run and leave it, as a worker does that dies at once."""
    from safelight.jobs import workshop

    workshop.runner(server.parts, "doomed", leaving=lambda: True).work(runs.row(server).id, time.monotonic())
    assert len(runs.items(server)) == 2
