"""executeJob: a run now, beside the schedule."""

import pytest
from job_calls import active, schedule, scheduled, steer, submit

from harness import Refused


def test_runs_a_scheduled_job_now_and_leaves_its_schedule(server):
    handle = schedule(server, "nightly")
    before = scheduled(server)[0]
    steer(server, "executeJob", handle)
    assert [job.originalName for job in active(server)] == ["nightly"]
    after = scheduled(server)[0]
    assert (after.nextFireTime, after.triggerState) == (before.nextFireTime, "Normal")


@pytest.mark.documented
@pytest.mark.parametrize(
    "form", ["j|{company}|nightly||", "j|{company}|nightly", "{company}|nightly|", "{company}|nightly"]
)
def test_takes_every_form_of_the_handle(server, form):
    schedule(server, "nightly")
    steer(server, "executeJob", form.format(company=server.company.removeprefix("c|")))
    assert len(active(server)) == 1


def test_runs_it_to_its_end_and_again(server):
    handle = schedule(server, "nightly")
    for _ in range(2):
        steer(server, "executeJob", handle)
        server.run_jobs()
    logs = server.call("getJobLogs", companyHandle=server.company).jobLogArray
    assert [log.originalJobName for log in logs] == ["nightly", "nightly"]
    assert [job.name for job in scheduled(server)] == ["nightly"]


def test_runs_a_paused_job_and_leaves_it_paused(server):
    handle = schedule(server, "nightly")
    steer(server, "pauseJob", handle)
    steer(server, "executeJob", handle)
    assert len(active(server)) == 1
    assert scheduled(server)[0].triggerState == "Paused"


def test_refuses_a_job_that_is_running(server):
    handle = schedule(server, "nightly")
    steer(server, "executeJob", handle)
    with pytest.raises(Refused, match="is New, and must be scheduled or paused") as refused:
        steer(server, "executeJob", handle)
    assert refused.value.code == 30000
    assert len(active(server)) == 1


def test_refuses_a_job_that_was_not_scheduled(server):
    with pytest.raises(Refused, match="must be scheduled or paused"):
        steer(server, "executeJob", submit(server, "once"))


def test_refuses_a_deleted_job(server):
    handle = schedule(server, "nightly")
    steer(server, "deleteJob", handle)
    with pytest.raises(Refused, match="names no job") as refused:
        steer(server, "executeJob", handle)
    assert refused.value.code == 30001
