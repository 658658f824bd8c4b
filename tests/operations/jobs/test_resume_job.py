"""resumeJob: a paused job goes on."""

import pytest
from job_calls import active, schedule, scheduled, steer, submit

from harness import Refused


def test_a_scheduled_job_fires_again(server):
    handle = schedule(server)
    before = scheduled(server)[0].nextFireTime
    steer(server, "pauseJob", handle)
    steer(server, "resumeJob", handle)
    (job,) = scheduled(server)
    assert (job.triggerState, job.nextFireTime) == ("Normal", before)


@pytest.mark.documented
def test_a_job_under_way_goes_on_to_its_end(server):
    handle = submit(server)
    steer(server, "pauseJob", handle)
    server.run_jobs()
    steer(server, "resumeJob", handle)
    assert active(server)[0].state in {"New", "Running"}
    server.run_jobs()
    assert active(server) == []


def test_a_job_that_is_not_paused_stays_as_it_is(server):
    handle, later = submit(server, "now"), schedule(server, "later")
    steer(server, "resumeJob", handle)
    steer(server, "resumeJob", later)
    assert (active(server)[0].state, scheduled(server)[0].triggerState) == ("New", "Normal")


def test_refuses_a_job_that_is_stopping_or_done(server):
    handle = submit(server)
    steer(server, "stopJob", handle)
    with pytest.raises(Refused, match="is Stopping, and must be paused"):
        steer(server, "resumeJob", handle)
    server.run_jobs()
    with pytest.raises(Refused, match="is Done"):
        steer(server, "resumeJob", handle)
