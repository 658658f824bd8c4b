"""pauseJob: a scheduled job does not fire, a running one does not go on."""

import pytest
from job_calls import active, schedule, scheduled, steer, submit

from harness import Refused


def test_a_scheduled_job_is_paused(server):
    steer(server, "pauseJob", schedule(server))
    assert scheduled(server)[0].triggerState == "Paused"


@pytest.mark.documented
def test_a_job_under_way_waits_and_says_so(server):
    steer(server, "pauseJob", submit(server))
    (job,) = active(server)
    assert (job.state, job.progressMessage) == ("WaitingCoordinator", "Paused")


def test_a_paused_job_does_not_end(server):
    steer(server, "pauseJob", submit(server))
    server.run_jobs()
    assert [job.state for job in active(server)] == ["WaitingCoordinator"]


def test_a_second_pause_changes_nothing(server):
    handle = submit(server)
    steer(server, "pauseJob", handle)
    steer(server, "pauseJob", handle)
    assert active(server)[0].state == "WaitingCoordinator"


def test_refuses_a_job_that_is_stopping_or_done(server):
    handle = submit(server)
    steer(server, "stopJob", handle)
    with pytest.raises(Refused, match="is Stopping, and must be under way") as refused:
        steer(server, "pauseJob", handle)
    assert refused.value.code == 30000
    server.run_jobs()
    with pytest.raises(Refused, match="is Done"):
        steer(server, "pauseJob", handle)
