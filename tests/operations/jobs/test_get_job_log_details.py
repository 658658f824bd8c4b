"""getJobLogDetails: the lines of a job's log, page by page."""

import pytest
from job_calls import active, folder, number, schedule, steer, submit
from PIL import Image

from harness import Refused

FIRST = ["BeginImageServingPublish", "OriginalJobName", "JobType", "JobClient"]


def details(server, **values):
    return server.call("getJobLogDetails", companyHandle=server.company, **values).jobLogArray


def types(log):
    return [line.logType for line in log.detailArray]


def pictures(root, server, *names):
    place = root / server.root
    place.mkdir()
    for name in names:
        Image.new("RGB", (8, 8), "red").save(place / name)
    return place


@pytest.mark.documented
def test_begins_with_who_and_what(server):
    handle = submit(server, "My Job")
    (log,) = details(server, jobHandle=handle)
    assert types(log) == FIRST
    assert [line.logMessage for line in log.detailArray][1:3] == ["My Job", "ImageServingPublish"]
    assert log.detailTotalRows == 4


@pytest.mark.recorded
def test_tells_of_each_file_of_an_upload(server, upload_root):
    place = pictures(upload_root, server, "one.png", "two.png")
    handle = submit(server, "add", uploadDirectoryJob=folder(place))
    server.run_jobs()
    (log,) = details(server, jobHandle=handle, logTypeArray=["UploadSuccess"])
    assert [line.logType for line in log.detailArray] == ["UploadSuccess", "UploadSuccess"]
    assert sorted(line.assetName for line in log.detailArray) == ["one", "two"]
    for line in log.detailArray:
        assert line.assetHandle.startswith("a|")
        assert (line.auxArray, line.assetType) == ([], "MasterImage")
        assert log.startDate <= line.dateCreated <= log.endDate
    assert (log.fileSuccessCount, log.fileErrorCount, log.logType) == (2, 0, "BeginUpload")
    assert log.detailTotalRows == 2


def test_a_line_without_an_asset_has_no_handle(server):
    (log,) = details(server, jobHandle=submit(server))
    assert {line.assetHandle for line in log.detailArray} == {None}


@pytest.mark.documented
def test_filters_by_type(server):
    handle = submit(server)
    (log,) = details(server, jobHandle=handle, logTypeArray=["JobType", "OriginalJobName"])
    assert types(log) == ["OriginalJobName", "JobType"]
    assert log.detailTotalRows == 2
    (log,) = details(server, jobHandle=handle, logTypeArray=["UploadError"])
    assert (log.detailArray, log.detailTotalRows) == ([], 0)
    (log,) = details(server, jobHandle=handle, logTypeArray=[])
    assert types(log) == FIRST


@pytest.mark.documented
def test_pages_count_lines(server):
    handle = submit(server)
    pages = [details(server, jobHandle=handle, recordsPerPage=3, resultsPage=page)[0] for page in (1, 2, 3)]
    assert [types(log) for log in pages] == [FIRST[:3], FIRST[3:], []]
    assert {log.detailTotalRows for log in pages} == {4}


def test_a_page_is_never_over_1000_lines_and_far_pages_are_empty(server):
    handle = submit(server)
    (log,) = details(server, jobHandle=handle, recordsPerPage=2_000_000_000)
    assert types(log) == FIRST
    (log,) = details(server, jobHandle=handle, recordsPerPage=1000, resultsPage=2_000_000_000)
    assert types(log) == []


@pytest.mark.parametrize("field", ["recordsPerPage", "resultsPage"])
@pytest.mark.parametrize("value", [0, -1])
def test_refuses_a_page_that_is_none(server, field, value):
    with pytest.raises(Refused, match=field) as refused:
        details(server, jobHandle=submit(server), **{field: value})
    assert refused.value.code == 30001


@pytest.mark.documented
def test_sorts_by_date_or_type_both_ways(server):
    handle = submit(server)
    assert types(details(server, jobHandle=handle, sortBy="Date", sortDirection="Ascending")[0]) == FIRST
    assert types(details(server, jobHandle=handle, sortDirection="Descending")[0]) == FIRST[::-1]
    assert types(details(server, jobHandle=handle, sortBy="LogType")[0]) == sorted(FIRST)
    down = details(server, jobHandle=handle, sortBy="LogType", sortDirection="Descending")[0]
    assert types(down) == sorted(FIRST, reverse=True)


@pytest.mark.parametrize("field", ["sortBy", "sortDirection"])
def test_refuses_words_that_sort_nothing(server, field):
    with pytest.raises(Refused, match=field) as refused:
        details(server, jobHandle=submit(server), **{field: "Sideways"})
    assert refused.value.code == 30001


@pytest.mark.documented
def test_by_submitted_name_it_gives_the_logs_of_all_its_runs(server):
    for _ in range(2):
        submit(server, "same")
    submit(server, "other")
    logs = details(server, originalName="same")
    assert [log.originalJobName for log in logs] == ["same", "same"]
    assert logs[0].jobName < logs[1].jobName
    assert [types(log) for log in logs] == [FIRST, FIRST]
    assert details(server, originalName="never") == []


def test_the_page_runs_over_the_lines_of_all_logs(server):
    for _ in range(2):
        submit(server, "same")
    logs = details(server, originalName="same", recordsPerPage=5)
    assert [len(log.detailArray) for log in logs] == [4, 1]
    assert [log.detailTotalRows for log in logs] == [4, 4]


@pytest.mark.documented
def test_works_for_active_and_finished_jobs_in_every_form(server):
    handle = submit(server, "this")
    (job,) = active(server)
    forms = [
        handle,
        job.jobHandle,
        f"{number(server)}||{job.name}",
        f"{number(server)}||this",
        f"{number(server)}|this|",
    ]
    for _ in range(2):
        assert {details(server, jobHandle=form)[0].jobName for form in forms} == {job.name}
        server.run_jobs()


def test_a_submitted_name_means_its_newest_run(server):
    submit(server, "same")
    handle = submit(server, "same")
    newest = active(server)[-1]
    assert [log.jobName for log in details(server, jobHandle=handle)] == [newest.name]


def test_the_publish_that_follows_an_upload_has_a_log_of_its_own(server, upload_root):
    place = pictures(upload_root, server, "one.png")
    publish = {"publishType": "Incremental", "emailSetting": "None"}
    handle = submit(server, "add", uploadDirectoryJob=folder(place, postImageServingPublishJob=publish))
    server.run_jobs()
    upload, publish = details(server, jobHandle=handle)
    assert (upload.logType, publish.logType) == ("BeginUpload", "BeginImageServingPublish")
    assert publish.originalJobName == "add"
    told = {line.logType: line.logMessage for line in publish.detailArray}
    assert told["InitiatingJobName"] == upload.jobName


def test_handle_and_name_must_both_fit(server):
    handle = submit(server, "this")
    assert len(details(server, jobHandle=handle, originalName="this")) == 1
    assert details(server, jobHandle=handle, originalName="that") == []


def test_a_scheduled_job_that_has_not_run_has_no_log(server):
    handle = schedule(server)
    assert details(server, jobHandle=handle) == []
    steer(server, "executeJob", handle)
    assert len(details(server, jobHandle=handle)) == 1


def test_the_log_of_a_deleted_job_stays(server):
    handle = submit(server, "gone")
    steer(server, "deleteJob", handle)
    assert [log.originalJobName for log in details(server, jobHandle=handle)] == ["gone"]


def test_refuses_neither_handle_nor_name(server):
    with pytest.raises(Refused, match="jobHandle: missing, want it or originalName") as refused:
        details(server)
    assert refused.value.code == 30002


def test_the_date_of_a_line_is_of_the_newest_version_only(server):
    handle = submit(server)
    (log,) = server.call(
        "getJobLogDetails", version="2013-02-15", companyHandle=server.company, jobHandle=handle
    ).jobLogArray
    assert not hasattr(log.detailArray[0], "dateCreated")


def test_a_trial_site_admin_may_not_read_details_although_it_may_read_logs(server):
    submit(server)
    admin = server.as_user("TrialSiteAdmin")
    assert len(admin.call("getJobLogs", companyHandle=server.company).jobLogArray) == 1
    with pytest.raises(Refused) as refused:
        details(admin, originalName="My Job")
    assert refused.value.code == 20003
