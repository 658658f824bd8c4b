"""getActiveJobs: what is under way, how far it is, and what it was asked for."""

import re
from fnmatch import fnmatch

import pytest
from job_calls import PUBLISH, active, folder, number, schedule, steer, submit, urls
from sqlalchemy import update

from harness import Refused
from safelight.domain import handles
from safelight.domain.items import NewItem
from safelight.domain.running import Line
from safelight.services import runs
from safelight.services.schedules import start_run
from safelight.store.tables import job_run


@pytest.mark.recorded
def test_names_a_run_by_its_stamp_and_keeps_the_submitted_name(server):
    submit(server, "My Job")
    (job,) = active(server)
    prefix, _, stamp = job.name.partition("_")
    assert (prefix, job.originalName) == ("My Job", "My Job")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-\d\d:\d\d:\d\d\.\d{3}", stamp)
    handle, company, scheduled_name, name, log_id = job.jobHandle.split("|")
    assert (handle, company, scheduled_name, name) == ("j", number(server), "", job.name)
    assert log_id.isdigit()


@pytest.mark.recorded
def test_a_publish_is_told_by_its_element_with_an_empty_url(server):
    submit(server, imageServingPublishJob={"publishType": "Incremental", "emailSetting": "Error"})
    (job,) = active(server)
    assert job.type == "ImageServingPublish"
    assert job.imageServingPublishJob.publishType == "Incremental"
    assert job.imageServingPublishJob.emailSetting == "Error"
    assert job.imageServingPublishJob.httpCompletionUrl == ""
    assert job.uploadUrlsJob is None
    assert job.taskProgressArray == []


@pytest.mark.recorded
def test_an_upload_comes_back_filled_with_defaults_and_without_its_urls(server):
    submit(server, uploadUrlsJob=urls(preserveCrop=False, pdfOptions={"process": "None"}))
    (job,) = active(server)
    options = job.uploadUrlsJob
    assert job.type == "UrlUpload"
    assert (options.urlArray, options.numUrls) == ([], 1)
    assert options.photoshopOptions.process == "None"
    assert (options.postScriptOptions.resolution, options.postScriptOptions.colorspace) == (72.0, "Auto")
    assert (options.pdfOptions.process, options.pdfOptions.pdfCatalog) == ("None", True)
    assert options.colorManagementOptions.colorManagement == "Default"
    assert options.preserveCrop is False


@pytest.mark.recorded
def test_an_upload_shows_its_two_task_monitors(server):
    submit(server, uploadUrlsJob=urls())
    (job,) = active(server)
    upload, sets = job.taskProgressArray
    assert upload.taskType == "com.scene7.upload.UploadAsyncTaskMonitor"
    assert sets.taskType == "com.scene7.autoset.AutoSetAsyncTaskMonitor"
    assert (upload.taskState, upload.numProcessed, upload.numProcessing, upload.numPending) == ("New", 0, 0, 0)
    assert upload.taskItemProgressArray == []
    assert (job.totalSize, job.progress, upload.progress) == (0, 0, 0.0)


def test_a_job_from_a_server_folder_has_its_own_type(server, upload_root):
    submit(server, uploadDirectoryJob=folder(upload_root))
    assert active(server)[0].type == "UploadFromServerDirectory"


def test_a_job_that_is_done_is_not_active(server):
    submit(server)
    server.run_jobs()
    assert active(server) == []


def test_filters_by_handle_in_every_form(server):
    handle = submit(server, "this")
    submit(server, "that")
    (job,) = active(server, jobHandle=handle)
    assert job.originalName == "this"
    for form in (job.jobHandle, f"j|{number(server)}||{job.name}|", f"{number(server)}||{job.name}"):
        assert [found.name for found in active(server, jobHandle=form)] == [job.name]


def test_a_scheduled_name_means_all_its_runs(server):
    handle = submit(server, "same")
    submit(server, "same")
    assert len(active(server, jobHandle=handle)) == 2


def test_a_handle_that_matches_nothing_under_way_finds_nothing(server):
    handle = submit(server, "done")
    server.run_jobs()
    assert active(server, jobHandle=handle) == []
    assert active(server, jobHandle=schedule(server, "later")) == []
    assert active(server, jobHandle=f"j|{number(server)}|never||") == []
    assert active(server, jobHandle=f"j|{number(server)}|||999999999") == []


def test_filters_by_submitted_name(server):
    submit(server, "this")
    submit(server, "that")
    assert [job.originalName for job in active(server, originalName="that")] == ["that"]
    assert active(server, originalName="tha") == []


def test_handle_and_name_must_both_fit(server):
    handle = submit(server, "this")
    (job,) = active(server)
    assert active(server, jobHandle=handle, originalName="that") == []
    assert active(server, jobHandle=job.jobHandle, originalName="that") == []
    assert len(active(server, jobHandle=handle, originalName="this")) == 1


def test_waiting_jobs_are_shown_unless_they_are_not_wanted(server):
    submit(server)
    assert len(active(server)) == 1
    assert len(active(server, includeWaitingJobs=True)) == 1
    assert active(server, includeWaitingJobs=False) == []


def test_without_a_company_it_spans_the_companies_of_the_caller(server):
    other = server.other_company()
    submit(server, "mine")
    submit(other, "theirs")
    assert [job.originalName for job in server.call("getActiveJobs").jobArray] == ["mine"]
    every = server.as_ips_admin().call("getActiveJobs").jobArray
    assert {"mine", "theirs"} <= {job.originalName for job in every}


def test_refuses_the_job_and_the_company_of_others(server):
    other = server.other_company()
    handle = submit(other)
    for values in (
        {"companyHandle": other.company},
        {"jobHandle": handle},
        {"companyHandle": None, "jobHandle": handle},
    ):
        with pytest.raises(Refused) as refused:
            active(server, **values)
        assert refused.value.code == 20006


def test_the_newest_version_tells_when_it_was_triggered(server):
    submit(server)
    (job,) = active(server)
    assert job.triggerTime <= job.startDate
    (old,) = server.call("getActiveJobs", version="2013-02-15", companyHandle=server.company).jobArray
    assert not hasattr(old, "triggerTime")


def test_the_oldest_version_has_its_own_fields(server):
    submit(server, uploadUrlsJob=urls(), description="told")
    (job,) = server.call("getActiveJobs", version="pre-4.0", companyHandle=server.company).jobArray
    assert job.uploadUrlsJob.photoshopOptions is not None
    assert not hasattr(job, "taskProgressArray")


def test_a_run_of_a_schedule_is_one_of_its_jobs(server):
    handle = schedule(server, "nightly", imageServingPublishJob=PUBLISH)
    steer(server, "executeJob", handle)
    assert [job.originalName for job in active(server, jobHandle=handle)] == ["nightly"]


@pytest.fixture
def uploading(server):
    """An upload with three files, one of them done and one in hand until the test ends."""
    submit(server, "half", uploadUrlsJob=urls())
    (job,) = active(server)
    run = runs.get(server.parts, int(job.jobHandle.rpartition("|")[2]))
    files = [NewItem(f"{server.root}/{name}.png", size_bytes=1000) for name in "abc"]
    runs.begin(server.parts, run, files, "Optimizing files")
    first = runs.claim(server.parts, run.id, "a slot")
    refused = Line("UploadError", "a.png was not a picture", counts={"file_error": 1, "total_files": 1})
    runs.settle(server.parts, run, first, lambda tx: refused)
    in_hand = runs.claim(server.parts, run.id, "a slot")
    yield server
    runs.give_back(server.parts, in_hand)


def test_an_upload_at_work_tells_how_far_it_is(uploading):
    (job,) = active(uploading, includeWaitingJobs=False)
    assert (job.state, job.progress, job.progressMessage) == ("Running", 33, "Optimizing files")
    assert job.totalSize == 3000
    assert job.triggerTime <= job.startDate <= job.lastProgressUpdate
    assert job.serverName != ""
    task = job.taskProgressArray[0]
    assert (task.taskState, task.numProcessed, task.numProcessing, task.numPending) == ("Processing", 1, 1, 1)
    assert round(task.progress, 3) == 0.333
    assert [item.itemName for item in task.taskItemProgressArray] == [f"{uploading.root}/b.png"]


@pytest.mark.parametrize(
    ("ago_s", "said"),
    [(30, "Optimizing files: 1 of 3, about 6? s left"), (300, "Optimizing files: 1 of 3, about 10 min left")],
)
def test_the_task_of_an_upload_tells_how_long_it_may_take(uploading, ago_s, said):
    (job,) = active(uploading)
    run_id = int(job.jobHandle.rpartition("|")[2])
    started_ms = uploading.parts.clock.now_ms() - ago_s * 1000
    with uploading.parts.database.write() as tx:
        tx.execute(update(job_run).where(job_run.c.id == run_id).values(started_ms=started_ms))
    (job,) = active(uploading)
    assert fnmatch(job.taskProgressArray[0].progressMessage, said)
    steer(uploading, "pauseJob", job.jobHandle)
    (job,) = active(uploading)
    assert job.taskProgressArray[0].progressMessage == "Paused"


def test_a_stopping_upload_says_so_in_its_task(uploading):
    (job,) = active(uploading)
    steer(uploading, "stopJob", job.jobHandle)
    (job,) = active(uploading)
    assert (job.state, job.taskProgressArray[0].taskState) == ("Stopping", "Stopping")


def test_an_open_upload_waits_for_its_client_and_is_no_waiting_job(server):
    account_id = handles.user_id("userHandle", server.call("getUserInfo").userInfo.userHandle)
    options = {"overwrite": True, "readyForPublish": True, "createMask": False, "emailSetting": "None"}
    now_ms = server.parts.clock.now_ms()
    with server.parts.database.write() as tx:
        start_run(
            tx,
            server.parts,
            company_id=int(number(server)),
            account_id=account_id,
            name="open",
            element="uploadPostJob",
            options=options,
            locale="en",
            description="",
            key=f"test:{server.company}",
            trigger_ms=now_ms,
            open_until_ms=now_ms + 60_000,
        )
    (job,) = active(server, includeWaitingJobs=False)
    assert (job.state, job.type, job.uploadPostJob.overwrite) == ("WaitingClient", "UploadPost", True)
    assert len(job.taskProgressArray) == 2
