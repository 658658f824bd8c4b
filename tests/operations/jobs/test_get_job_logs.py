"""getJobLogs: the logs of a company or of all, in short, by window, user and order."""

from datetime import UTC, datetime, timedelta

import pytest
from job_calls import PUBLISH, schedule, steer, submit, urls

from harness import Refused

SORTS = ["JobName", "LogType", "StartDate", "CompanyName", "UserId", "Email"]
COUNTS = ["FileErrorCount", "FileWarningCount", "FileSuccessCount"]


def logs(server, **values):
    return server.call("getJobLogs", **{"companyHandle": server.company, **values}).jobLogArray


def names(found):
    return [log.originalJobName for log in found]


@pytest.mark.recorded
def test_a_log_is_there_from_the_first_moment_without_details(server):
    submit(server, "now", description="told")
    (log,) = logs(server)
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert (log.jobHandle, log.jobName, log.originalJobName) == (job.jobHandle, job.name, "now")
    assert (log.logType, log.submitUserEmail) == ("BeginImageServingPublish", server.email)
    assert (log.description, log.endDate, log.fatalError) == ("told", None, False)
    assert (log.detailArray, log.detailTotalRows) == (None, None)
    assert (log.fileSuccessCount, log.totalFileCount, log.transferErrorCount) == (0, 0, 0)


def test_a_log_keeps_its_type_when_it_has_ended(server):
    submit(server)
    server.run_jobs()
    (log,) = logs(server)
    assert log.logType == "BeginImageServingPublish"
    assert log.endDate >= log.startDate


@pytest.mark.parametrize(("publish", "told"), [("Full", "full"), ("Incremental", "increment")])
def test_the_sub_type_of_a_publish_is_its_kind(server, publish, told):
    submit(server, imageServingPublishJob={**PUBLISH, "publishType": publish})
    assert logs(server)[0].jobSubType == told


@pytest.mark.recorded
def test_the_sub_type_of_an_upload_is_empty(server):
    submit(server, uploadUrlsJob=urls())
    (log,) = logs(server)
    assert (log.logType, log.jobSubType, log.description) == ("BeginUpload", "", "")


def test_a_scheduled_job_has_no_log_before_it_runs(server):
    handle = schedule(server)
    assert logs(server) == []
    steer(server, "executeJob", handle)
    assert len(logs(server)) == 1


def test_the_newest_comes_first_where_no_order_is_asked_for(server):
    for name in ("a", "b", "c"):
        submit(server, name)
    assert names(logs(server)) == ["c", "b", "a"]


def test_number_of_rows(server):
    for name in ("a", "b", "c"):
        submit(server, name)
    assert names(logs(server, numRows=2)) == ["c", "b"]
    for wrong in (0, -1):
        with pytest.raises(Refused, match="numRows") as refused:
            logs(server, numRows=wrong)
        assert refused.value.code == 30001


@pytest.mark.documented
def test_sorts_by_name_both_ways(server):
    for name in ("b", "c", "a"):
        submit(server, name)
    assert names(logs(server, sortBy="JobName")) == ["a", "b", "c"]
    assert names(logs(server, sortBy="JobName", sortDirection="Descending")) == ["c", "b", "a"]
    assert names(logs(server, sortDirection="Ascending")) == ["b", "c", "a"]


def test_sorts_by_type_and_by_who_submitted(server):
    submit(server, "upload", uploadUrlsJob=urls())
    user = server.as_user("IpsUser")
    submit(user, "publish")
    assert names(logs(server, sortBy="LogType")) == ["publish", "upload"]
    assert names(logs(server, sortBy="UserId")) == ["upload", "publish"]
    by_email = ["upload", "publish"] if server.email < user.email else ["publish", "upload"]
    assert names(logs(server, sortBy="Email")) == by_email


def test_sorts_by_counts(server):
    submit(server, "no errors")
    submit(server, "one error", uploadUrlsJob=urls())
    server.run_jobs()
    assert names(logs(server, sortBy="FileErrorCount", sortDirection="Descending")) == ["one error", "no errors"]
    for sort in COUNTS:
        assert len(logs(server, sortBy=sort)) == 2


@pytest.mark.parametrize("sort", SORTS)
def test_a_descending_sort_is_the_ascending_one_turned_round(server, sort):
    for name in ("b", "a"):
        submit(server, name)
    up = [log.jobHandle for log in logs(server, sortBy=sort, sortDirection="Ascending")]
    down = [log.jobHandle for log in logs(server, sortBy=sort, sortDirection="Descending")]
    assert down == up[::-1]


@pytest.mark.parametrize("field", ["sortBy", "sortDirection"])
def test_refuses_words_that_sort_nothing(server, field):
    with pytest.raises(Refused, match=field) as refused:
        logs(server, **{field: "Sideways"})
    assert refused.value.code == 30001


def test_filters_by_user(server):
    user = server.as_user("IpsUser")
    submit(server, "mine")
    submit(user, "yours")
    handle = user.call("getUserInfo").userInfo.userHandle
    assert names(logs(server, userHandle=handle)) == ["yours"]
    with pytest.raises(Refused, match="userHandle") as refused:
        logs(server, userHandle="u|999999999|nobody@example.com")
    assert refused.value.code == 20002


@pytest.mark.documented
def test_filters_by_window(server):
    submit(server, "now")
    start = logs(server)[0].startDate
    hour = timedelta(hours=1)
    assert names(logs(server, startDate=start, endDate=start)) == ["now"]
    assert names(logs(server, startDate=start - hour)) == ["now"]
    assert names(logs(server, endDate=start + hour)) == ["now"]
    assert logs(server, startDate=start + timedelta(milliseconds=1)) == []
    assert logs(server, endDate=start - timedelta(milliseconds=1)) == []


def test_refuses_a_window_that_ends_before_it_begins(server):
    now = datetime.now(UTC)
    with pytest.raises(Refused, match="endDate") as refused:
        logs(server, startDate=now, endDate=now - timedelta(seconds=1))
    assert refused.value.code == 30001


def test_without_a_company_it_spans_the_companies_of_the_caller(server):
    other, began = server.other_company(), datetime.now(UTC)
    submit(server, "mine")
    submit(other, "theirs")
    assert names(server.call("getJobLogs").jobLogArray) == ["mine"]
    admin = server.as_ips_admin()
    assert {"mine", "theirs"} <= set(names(admin.call("getJobLogs", startDate=began).jobLogArray))
    found = admin.call("getJobLogs", startDate=began, sortBy="CompanyName").jobLogArray
    companies = [log.companyHandle for log in found]
    assert {server.company, other.company} <= set(companies)
    with pytest.raises(Refused) as refused:
        logs(server, companyHandle=other.company)
    assert refused.value.code == 20006


def test_the_oldest_version_has_its_own_fields(server):
    submit(server)
    (log,) = server.call("getJobLogs", version="pre-4.0", companyHandle=server.company).jobLogArray
    assert not hasattr(log, "originalJobName")
