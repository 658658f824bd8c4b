"""What every operation on one job makes of its handle."""

import pytest
from job_calls import number, schedule, steer, submit

from harness import Refused

STEERING = ["executeJob", "pauseJob", "resumeJob", "stopJob", "deleteJob"]
READING = ["getJobLogDetails"]


@pytest.mark.parametrize("operation", STEERING + READING)
@pytest.mark.parametrize(
    "form", ["j|{company}|nobody||", "j|{company}||nobody_2026-01-01-00:00:00.000|", "j|{company}|||999999999"]
)
def test_refuses_a_handle_that_names_no_job(server, operation, form):
    with pytest.raises(Refused, match=r"jobHandle: got .*names no job") as refused:
        steer(server, operation, form.format(company=number(server)))
    assert (refused.value.element, refused.value.code) == ("ipsApiFault", 30001)


@pytest.mark.parametrize("operation", STEERING + READING)
@pytest.mark.parametrize("text", ["", "nonsense", "j|x|name||", "j|{company}|||", "j|{company}||x|12x"])
def test_refuses_a_handle_that_is_none(server, operation, text):
    with pytest.raises(Refused, match="jobHandle") as refused:
        steer(server, operation, text.format(company=number(server)))
    assert refused.value.element == "ipsApiFault"


@pytest.mark.parametrize("operation", STEERING + READING)
def test_refuses_the_job_of_another_company(server, operation):
    other = server.other_company()
    for handle in (schedule(other, "theirs"), submit(other, "theirs now")):
        with pytest.raises(Refused, match="jobHandle") as refused:
            steer(server, operation, handle)
        assert (refused.value.element, refused.value.code) == ("authorizationFault", 20006)


@pytest.mark.parametrize("operation", STEERING + READING)
def test_refuses_another_company(server, operation):
    other = server.other_company()
    handle = schedule(other, "theirs")
    with pytest.raises(Refused, match="companyHandle") as refused:
        server.call(operation, companyHandle=other.company, jobHandle=handle)
    assert refused.value.code == 20006


@pytest.mark.parametrize("operation", STEERING)
def test_refuses_a_log_of_another_job(server, operation):
    submit(server, "mine")
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    log_id = job.jobHandle.rpartition("|")[2]
    with pytest.raises(Refused, match="names no job"):
        steer(server, operation, f"j|{number(server)}||other_2026-01-01-00:00:00.000|{log_id}")


@pytest.mark.parametrize("operation", STEERING)
def test_refuses_a_role_that_only_reads(server, operation):
    handle = schedule(server, "nightly")
    with pytest.raises(Refused) as refused:
        steer(server.as_user("ImagePortalUser"), operation, handle)
    assert refused.value.code == 20003


def test_a_scheduled_name_means_the_definition_before_its_run(server):
    handle = schedule(server, "nightly")
    steer(server, "executeJob", handle)
    steer(server, "pauseJob", handle)
    (job,) = server.call("getScheduledJobs", companyHandle=server.company).jobArray
    (run,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert (job.triggerState, run.state) == ("Paused", "New")


@pytest.mark.parametrize(
    "form", ["{handle}", "j|{company}|same||", "{company}||{name}", "j|{company}||{name}|", "j|{company}|same|{name}|"]
)
def test_a_name_means_the_newest_active_run(server, form):
    submit(server, "same")
    submit(server, "same")
    old, new = server.call("getActiveJobs", companyHandle=server.company).jobArray
    steer(server, "pauseJob", form.format(handle=new.jobHandle, company=number(server), name=new.name))
    jobs = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert [job.state for job in jobs] == ["New", "WaitingCoordinator"]
    assert old.jobHandle != new.jobHandle


@pytest.mark.documented
def test_an_active_name_without_stamp_is_taken_for_a_submitted_one(server):
    submit(server, "Add_2007-09-14-15:04:34")
    steer(server, "pauseJob", f"{number(server)}||Add_2007-09-14-15:04:34")
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    assert job.state == "WaitingCoordinator"
