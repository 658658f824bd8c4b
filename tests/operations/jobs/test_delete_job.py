"""deleteJob: a job leaves the schedule, or ends and is seen no more; its log stays."""

import pytest
from job_calls import active, schedule, scheduled, steer, submit

from harness import Refused


@pytest.mark.documented
def test_a_scheduled_job_is_gone_and_its_name_free(server):
    steer(server, "deleteJob", schedule(server, "nightly"))
    assert scheduled(server) == []
    schedule(server, "nightly")
    assert len(scheduled(server)) == 1


@pytest.mark.documented
def test_a_job_under_way_is_seen_no_more_and_its_log_stays(server):
    handle = submit(server, "now")
    steer(server, "deleteJob", handle)
    assert active(server) == []
    server.run_jobs()
    (log,) = server.call("getJobLogs", companyHandle=server.company).jobLogArray
    assert log.originalJobName == "now"
    assert log.endDate is not None


def test_the_run_of_a_deleted_schedule_goes_on(server):
    handle = schedule(server, "nightly")
    steer(server, "executeJob", handle)
    steer(server, "deleteJob", handle)
    assert [job.state for job in active(server)] == ["New"]


def test_a_deleted_job_cannot_be_deleted_again(server):
    for handle in (schedule(server, "later"), submit(server, "now")):
        steer(server, "deleteJob", handle)
        with pytest.raises(Refused, match="names no job"):
            steer(server, "deleteJob", handle)


def test_refuses_a_job_that_is_done(server):
    handle = submit(server)
    server.run_jobs()
    with pytest.raises(Refused, match="is Done, and must be under way or scheduled") as refused:
        steer(server, "deleteJob", handle)
    assert refused.value.code == 30000
