"""stopJob: a job under way ends."""

import pytest
from job_calls import active, schedule, scheduled, steer, submit, urls

from harness import Refused


@pytest.mark.documented
def test_a_job_under_way_stops_and_then_is_done(server):
    steer(server, "stopJob", submit(server))
    assert active(server)[0].state == "Stopping"
    server.run_jobs()
    assert active(server) == []


def test_what_had_not_begun_is_not_done(server):
    handle = submit(server, uploadUrlsJob=urls())
    steer(server, "stopJob", handle)
    server.run_jobs()
    (log,) = server.call("getJobLogDetails", companyHandle=server.company, jobHandle=handle).jobLogArray
    assert (log.fileSuccessCount, log.fileErrorCount) == (0, 0)
    assert log.endDate is not None


def test_a_paused_job_can_be_stopped(server):
    handle = submit(server)
    steer(server, "pauseJob", handle)
    server.run_jobs()
    steer(server, "stopJob", handle)
    server.run_jobs()
    assert active(server) == []


def test_of_a_scheduled_job_the_run_under_way_is_stopped(server):
    handle = schedule(server)
    steer(server, "executeJob", handle)
    steer(server, "stopJob", handle)
    assert active(server)[0].state == "Stopping"
    assert scheduled(server)[0].triggerState == "Normal"


def test_a_second_stop_changes_nothing(server):
    handle = submit(server)
    steer(server, "stopJob", handle)
    steer(server, "stopJob", handle)
    assert active(server)[0].state == "Stopping"


def test_refuses_where_nothing_is_under_way(server):
    with pytest.raises(Refused, match="is scheduled, and must be under way") as refused:
        steer(server, "stopJob", schedule(server, "later"))
    assert refused.value.code == 30000
    handle = submit(server, "now")
    server.run_jobs()
    with pytest.raises(Refused, match="is Done, and must be under way"):
        steer(server, "stopJob", handle)
