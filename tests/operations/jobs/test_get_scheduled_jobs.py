"""getScheduledJobs: what is on the schedule, and when it fires."""

from datetime import UTC, datetime

import pytest
from job_calls import PUBLISH, active, number, schedule, scheduled, steer, submit, urls

from harness import Refused
from safelight.domain import handles
from safelight.services import accounts


@pytest.mark.documented
def test_tells_of_a_job_by_schedule(server):
    handle = schedule(server, "nightly", description="All of it")
    (job,) = scheduled(server)
    assert (job.companyHandle, job.jobHandle) == (server.company, handle)
    assert handle == f"j|{number(server)}|nightly||"
    assert (job.name, job.originalName, job.type) == ("nightly", "nightly", "ImageServingPublish")
    assert (job.submitUserEmail, job.description) == (server.email, "All of it")
    assert job.execSchedule == "0 0 0 1 1 ? 2098"
    assert job.nextFireTime == datetime(2098, 1, 1, tzinfo=UTC)
    assert (job.timeZone, job.triggerState) == ("UTC", "Normal")
    assert job.imageServingPublishJob.publishType == PUBLISH["publishType"]


def test_shows_the_number_of_urls_and_not_the_urls(server):
    schedule(server, "fetch", uploadUrlsJob=urls())
    (job,) = scheduled(server)
    assert (job.type, job.uploadUrlsJob.urlArray, job.uploadUrlsJob.numUrls) == ("UrlUpload", [], 1)


def test_filters_by_handle_name_and_run(server):
    first = schedule(server, "first")
    schedule(server, "second")
    assert [job.name for job in scheduled(server)] == ["first", "second"]
    assert [job.name for job in scheduled(server, jobHandle=first)] == ["first"]
    assert [job.name for job in scheduled(server, originalName="second")] == ["second"]
    assert scheduled(server, jobHandle=first, originalName="second") == []
    steer(server, "executeJob", first)
    (run,) = active(server)
    assert [job.name for job in scheduled(server, jobHandle=run.jobHandle)] == ["first"]


def test_what_matches_nothing_finds_nothing(server):
    handle = submit(server, "now")
    assert scheduled(server) == []
    assert scheduled(server, jobHandle=handle) == []
    assert scheduled(server, jobHandle=f"j|{number(server)}|never||") == []
    assert scheduled(server, originalName="never") == []


def test_without_a_company_it_spans_the_companies_of_the_caller(server):
    other = server.other_company()
    schedule(server, "mine")
    schedule(other, "theirs")
    assert [job.name for job in server.call("getScheduledJobs").jobArray] == ["mine"]
    every = server.as_ips_admin().call("getScheduledJobs").jobArray
    assert {server.company, other.company} <= {job.companyHandle for job in every}


@pytest.mark.parametrize("operation", ["getScheduledJobs", "getActiveJobs"])
def test_it_spans_only_companies_where_the_role_may_ask(server, operation):
    other, user = server.other_company(), server.as_user("IpsUser")
    account_id = handles.user_id("userHandle", user.call("getUserInfo").userInfo.userHandle)
    with server.parts.database.write() as tx:
        accounts.join(tx, account_id, int(number(other)), "ImagePortalUser", active=True)
    for company in (server, other):
        schedule(company, "later")
        submit(company, "now")
    found = user.call(operation).jobArray
    assert [job.companyHandle for job in found] == [server.company]
    with pytest.raises(Refused) as refused:
        user.call(operation, jobHandle=f"j|{number(other)}|later||")
    assert refused.value.code == 20006


def test_refuses_the_job_of_others(server):
    handle = schedule(server.other_company(), "theirs")
    for values in ({}, {"companyHandle": None}):
        with pytest.raises(Refused, match="jobHandle") as refused:
            scheduled(server, jobHandle=handle, **values)
        assert refused.value.code == 20006
