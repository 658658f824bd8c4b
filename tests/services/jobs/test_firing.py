"""When a scheduled job runs: at its time, once, after what blocks it, and late where nobody was there."""

import threading

import pytest
from jobs_world import PUBLISH

from safelight.domain.faults import InvalidParameter, JobStateConflict, NameTaken, UnknownJob
from safelight.domain.jobs import BLOCKED, NORMAL, PAUSED
from safelight.services import schedules
from safelight.store import running

DAILY = "0 0 10 * * ?"


def test_fires_at_its_time_and_not_before(world):
    world.submit(exec_schedule=DAILY)
    world.at("2026-01-01T09:59:59.999")
    assert world.fire() == 0
    world.at("2026-01-01T10:00")
    assert world.fire() == 1
    (run,) = world.runs()
    assert run.name == "nightly_2026-01-01-10:00:00.000"
    assert world.asked(run) == PUBLISH
    assert world.next_fire() == "2026-01-02T10:00:00-05:00"


def test_one_time_fires_once_whoever_looks(world):
    world.submit(exec_schedule=DAILY)
    world.at("2026-01-01T10:00")
    assert [world.fire(), world.fire()] == [1, 0]
    world.finish(world.runs()[0])
    assert world.fire() == 0
    assert len(world.runs()) == 1


def test_two_workers_at_once_fire_one_run(world):
    world.submit(exec_schedule=DAILY)
    world.at("2026-01-01T10:00")
    barrier, fired = threading.Barrier(4), []

    def look():
        barrier.wait()
        fired.append(world.fire())

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(fired) == 1
    assert len(world.runs()) == 1


def test_a_time_during_a_run_is_blocked_and_fires_once_after_it(world):
    world.submit(exec_schedule="0 */10 * * * ?")
    world.at("2026-01-01T09:10")
    world.fire()
    (first,) = world.runs()
    for minute in (20, 30, 40):
        world.at(f"2026-01-01T09:{minute}")
        assert world.fire() == 0
        assert world.definition().trigger_state == BLOCKED
    world.at("2026-01-01T09:47")
    world.finish(first)
    _, second = world.runs()
    assert world.trigger_ms(second) < world.clock.ms
    assert second.name == "nightly_2026-01-01-09:47:00.000"
    assert world.definition().trigger_state == NORMAL
    assert world.next_fire() == "2026-01-01T09:50:00-05:00"
    assert any("2026-01-01T09:20:00-05:00 waited" in message for _, message in world.log(second))


def test_a_blocked_time_fires_at_the_next_look_where_the_end_of_the_run_was_not_told(world):
    world.submit(exec_schedule=DAILY)
    world.execute(f"j|{world.company.id}|nightly||")
    world.at("2026-01-01T10:00")
    assert world.fire() == 0
    with world.database.write() as tx:
        assert not schedules.any_due(tx, world.clock.ms)
        running.finish(tx, world.runs()[0].id, world.clock.ms)
        assert schedules.any_due(tx, world.clock.ms)
    assert world.fire() == 1
    assert len(world.runs()) == 2


def test_the_end_of_a_run_fires_nothing_that_is_not_blocked(world):
    world.submit(exec_schedule=DAILY)
    world.execute(f"j|{world.company.id}|nightly||")
    world.finish(world.runs()[0])
    assert len(world.runs()) == 1
    assert world.definition().trigger_state == NORMAL


def test_times_missed_while_down_fire_once_and_the_log_says_so(world):
    world.submit(exec_schedule=DAILY)
    world.at("2026-01-05T15:30")
    assert world.fire() == 1
    (run,) = world.runs()
    assert any("2026-01-01T10:00:00-05:00 was missed" in message for _, message in world.log(run))
    assert world.next_fire() == "2026-01-06T10:00:00-05:00"
    world.finish(run)
    assert world.fire() == 0


def test_a_start_on_time_is_not_called_missed(world):
    world.submit(exec_schedule=DAILY)
    world.at("2026-01-01T10:00:03")
    world.fire()
    assert not any("missed" in message or "waited" in message for _, message in world.log(world.runs()[0]))


def test_a_one_off_leaves_the_schedule_when_it_has_fired(world):
    handle = world.submit(exec_time_ms=world.clock.ms + 60_000)
    assert world.next_fire() == "2026-01-01T09:01:00-05:00"
    assert world.fire() == 0
    world.later(minutes=1)
    assert world.fire() == 1
    assert world.definition() is None
    world.finish(world.runs()[0])
    with pytest.raises(JobStateConflict, match="Done"):
        world.execute(handle)


def test_a_one_off_whose_time_has_passed_fires_at_once(world):
    world.submit(exec_time_ms=world.clock.ms - 3_600_000)
    assert world.fire() == 1
    assert not any("missed" in message for _, message in world.log(world.runs()[0]))


def test_a_blocked_one_off_fires_after_the_run_and_leaves(world):
    handle = world.submit(exec_time_ms=world.clock.ms + 60_000)
    world.execute(handle)
    world.later(minutes=2)
    assert world.fire() == 0
    assert world.definition().trigger_state == BLOCKED
    world.finish(world.runs()[0])
    assert len(world.runs()) == 2
    assert world.definition() is None


def test_a_schedule_that_has_come_to_its_end_leaves(world):
    world.submit(exec_schedule="0 0 10 1 1 ? 2026-2027")
    world.at("2026-01-01T10:00")
    world.fire()
    assert world.next_fire() == "2027-01-01T10:00:00-05:00"
    world.finish(world.runs()[0])
    world.at("2027-01-01T10:00")
    assert world.fire() == 1
    assert world.definition() is None


def test_a_time_the_clocks_skip_fires_when_they_have_sprung(world):
    world.at("2026-03-07T12:00")
    world.submit(exec_schedule="0 30 2 * * ?")
    world.at("2026-03-08T01:59:59")
    assert world.fire() == 0
    world.at("2026-03-08T03:00")
    assert world.fire() == 1
    assert world.next_fire() == "2026-03-09T02:30:00-04:00"


def test_a_time_the_clocks_double_fires_once(world):
    world.at("2026-10-31T12:00")
    world.submit(exec_schedule="0 30 1 * * ?")
    world.at("2026-11-01T01:30")
    assert world.fire() == 1
    world.finish(world.runs()[0])
    world.later(hours=1)
    assert world.fire() == 0
    assert world.next_fire() == "2026-11-02T01:30:00-05:00"


def test_two_runs_of_one_name_in_one_millisecond_have_names_of_their_own(world):
    world.submit("twice")
    world.submit("twice")
    assert [run.name for run in world.runs("twice")] == [
        "twice_2026-01-01-09:00:00.000",
        "twice_2026-01-01-09:00:00.001",
    ]


def test_execute_runs_now_and_leaves_the_schedule_as_it_is(world):
    handle = world.submit(exec_schedule=DAILY)
    world.execute(handle)
    (run,) = world.runs()
    assert world.state(run) == "New"
    assert world.next_fire() == "2026-01-01T10:00:00-05:00"
    assert world.definition().trigger_state == NORMAL


def test_execute_runs_a_paused_job_and_leaves_it_paused(world):
    handle = world.submit(exec_schedule=DAILY)
    world.control("pause", handle)
    world.execute(handle)
    assert len(world.runs()) == 1
    assert world.definition().trigger_state == PAUSED


def test_execute_refuses_a_job_that_is_running(world):
    handle = world.submit(exec_schedule=DAILY)
    world.execute(handle)
    with pytest.raises(JobStateConflict, match="is New"):
        world.execute(handle)
    assert len(world.runs()) == 1


def test_execute_again_once_the_run_has_ended(world):
    handle = world.submit(exec_schedule=DAILY)
    world.execute(handle)
    world.finish(world.runs()[0])
    world.execute(handle)
    assert len(world.runs()) == 2


def test_two_calls_of_execute_at_once_start_one_run(world):
    handle = world.submit(exec_schedule=DAILY)
    barrier, outcomes = threading.Barrier(2), []

    def ask():
        barrier.wait()
        try:
            world.execute(handle)
            outcomes.append("run")
        except JobStateConflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "run"]
    assert len(world.runs()) == 1


def test_execute_refuses_what_was_never_scheduled(world):
    handle = world.submit()
    with pytest.raises(JobStateConflict, match="scheduled or paused"):
        world.execute(handle)


def test_a_paused_schedule_does_not_fire_and_what_passed_meanwhile_is_gone(world):
    handle = world.submit(exec_schedule=DAILY)
    world.control("pause", handle)
    world.at("2026-01-03T12:00")
    assert world.fire() == 0
    assert world.next_fire() == "2026-01-04T10:00:00-05:00"
    world.control("resume", handle)
    assert world.fire() == 0
    assert world.next_fire() == "2026-01-04T10:00:00-05:00"
    world.at("2026-01-04T10:00")
    assert world.fire() == 1


def test_a_paused_one_off_whose_time_passed_fires_when_resumed(world):
    handle = world.submit(exec_time_ms=world.clock.ms + 60_000)
    world.control("pause", handle)
    world.later(hours=1)
    assert world.fire() == 0
    world.control("resume", handle)
    assert world.fire() == 1


def test_a_schedule_that_ended_in_its_pause_leaves_when_resumed(world):
    handle = world.submit(exec_schedule="0 0 10 1 1 ? 2026")
    world.control("pause", handle)
    world.at("2026-02-01T00:00")
    world.control("resume", handle)
    assert world.definition() is None


def test_pause_and_resume_may_be_repeated(world):
    handle = world.submit(exec_schedule=DAILY)
    for _ in range(2):
        world.control("pause", handle)
    assert world.definition().trigger_state == PAUSED
    for _ in range(2):
        world.control("resume", handle)
    assert world.definition().trigger_state == NORMAL


def test_a_deleted_definition_does_not_fire_and_is_unknown(world):
    handle = world.submit(exec_schedule=DAILY)
    world.control("delete", handle)
    world.at("2026-01-01T10:00")
    assert world.fire() == 0
    for what in ("pause", "resume", "stop", "delete"):
        with pytest.raises(UnknownJob):
            world.control(what, handle)
    with pytest.raises(UnknownJob):
        world.execute(handle)


def test_the_run_of_a_deleted_definition_goes_on(world):
    handle = world.submit(exec_schedule=DAILY)
    world.execute(handle)
    world.control("delete", handle)
    (run,) = world.runs()
    assert world.state(run) == "New"


def test_a_name_may_be_scheduled_again_when_its_definition_is_gone(world):
    handle = world.submit(exec_schedule=DAILY)
    with pytest.raises(NameTaken):
        world.submit(exec_schedule=DAILY)
    with pytest.raises(NameTaken):
        world.submit()
    world.control("delete", handle)
    world.submit(exec_schedule=DAILY)
    world.at("2026-01-01T10:00")
    assert world.fire() == 1


def test_a_company_that_has_expired_fires_nothing(world):
    world.submit(exec_schedule=DAILY)
    world.expire()
    world.at("2026-01-01T10:00")
    assert world.fire() == 0


def test_a_schedule_that_never_fires_is_refused(world):
    with pytest.raises(InvalidParameter, match="execSchedule"):
        world.submit(exec_schedule="0 0 10 30 2 ?")
    assert world.definition() is None


def test_stop_of_a_definition_stops_its_run(world):
    handle = world.submit(exec_schedule=DAILY)
    with pytest.raises(JobStateConflict, match="scheduled"):
        world.control("stop", handle)
    world.execute(handle)
    world.control("stop", handle)
    assert world.state(world.runs()[0]) == "Stopping"


def test_the_flags_of_a_run_show_as_states(world):
    handle = world.submit()
    (run,) = world.runs()
    assert world.state(run) == "New"
    world.begin(run)
    assert world.state(run) == "Running"
    world.control("pause", handle)
    assert world.state(run) == "WaitingCoordinator"
    world.control("resume", handle)
    assert world.state(run) == "Running"
    world.control("pause", handle)
    world.control("stop", handle)
    assert world.state(run) == "Stopping"
    world.control("stop", handle)
    with pytest.raises(JobStateConflict, match="is Stopping"):
        world.control("pause", handle)
    with pytest.raises(JobStateConflict, match="is Stopping"):
        world.control("resume", handle)
    world.finish(run)
    assert world.state(run) == "Done"
    for what in ("pause", "resume", "stop", "delete"):
        with pytest.raises(JobStateConflict, match="is Done"):
            world.control(what, handle)


def test_a_deleted_run_is_told_to_stop_and_is_unknown(world):
    handle = world.submit()
    (run,) = world.runs()
    world.control("delete", run.handle)
    assert world.state(run) == "Stopping"
    for text in (handle, run.handle):
        with pytest.raises(UnknownJob):
            world.control("stop", text)


def test_a_key_starts_one_run_however_often_it_is_used(world):
    facts = {
        "company_id": world.company.id,
        "account_id": world.caller.account.id,
        "name": "after",
        "element": "imageServingPublishJob",
        "options": PUBLISH,
        "locale": "en",
        "description": "",
        "key": f"after:{world.company.id}",
        "trigger_ms": world.clock.ms,
    }
    ids = set()
    for _ in range(2):
        with world.database.write() as tx:
            ids.add(schedules.start_run(tx, world.parts, **facts))
    assert len(ids) == 1
    assert len(world.runs("after")) == 1
    assert len(world.log(world.runs("after")[0])) == 3


def test_a_run_for_nobody_is_an_error_and_not_an_endless_search_for_a_name(world):
    facts = {"name": "x", "element": "imageServingPublishJob", "options": PUBLISH, "locale": "en", "description": ""}
    with world.database.write() as tx, pytest.raises(RuntimeError, match="no row can be made"):
        schedules.start_run(
            tx, world.parts, company_id=world.company.id, account_id=10**9, key="nobody's", trigger_ms=0, **facts
        )


def test_a_log_begins_with_who_and_what(world):
    world.submit("first")
    (run,) = world.runs("first")
    assert world.log(run) == [
        ("BeginImageServingPublish", "Job first has begun"),
        ("OriginalJobName", "first"),
        ("JobType", "ImageServingPublish"),
        ("JobClient", "192.0.2.7"),
    ]


def test_a_run_that_follows_another_names_it(world):
    world.submit("first")
    (first,) = world.runs("first")
    with world.database.write() as tx:
        schedules.start_run(
            tx,
            world.parts,
            company_id=world.company.id,
            account_id=world.caller.account.id,
            name="first",
            element="imageServingPublishJob",
            options=PUBLISH,
            locale="en",
            description="",
            key=f"after:{first.id}",
            trigger_ms=world.clock.ms,
            parent_run_id=first.id,
        )
    assert ("InitiatingJobName", first.name) in world.log(world.runs("first")[1])
