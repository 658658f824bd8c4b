"""What becomes of items and runs whose worker dies, is slow, or comes back: each file once, each line once."""

import threading

import pytest
import runs
from sqlalchemy import select, text

from safelight import jobs
from safelight.domain.items import NewItem
from safelight.domain.running import LANES, Line
from safelight.jobs import workshop
from safelight.services import rounds, slots
from safelight.services import runs as work
from safelight.store import items, tables

WORKFLOWS = {"sqlite": "workflow_status", "postgresql": "dbos.workflow_status"}
"""The queue of DBOS, which has a schema of its own where there are schemas."""
LINE = Line("UploadSuccess", "told", counts={"file_success": 1, "total_files": 1})


@pytest.fixture
def begun(server, web):
    """A run of two files that was begun, and that nobody works on."""
    good = web.serve("/a.jpg", runs.picture())
    runs.upload(server, (good, "a.jpg"), (good, "b.jpg"))
    workshop.runner(server.parts, "lister", leaving=lambda: True).work(runs.row(server).id, 60.0)
    return work.get(server.parts, runs.row(server).id)


def release(server, slot):
    with server.parts.database.write() as tx:
        items.release(tx, slot)


def test_who_lost_an_item_can_write_nothing_for_it(server, begun):
    slow = work.claim(server.parts, begun.id, "slow")
    release(server, "slow")
    quick = work.claim(server.parts, begun.id, "quick")
    assert (quick.id, quick.token, quick.attempts) == (slow.id, slow.token + 1, 2)
    with pytest.raises(work.ItemLostError):
        work.settle(server.parts, begun, slow, lambda _tx: LINE)
    work.settle(server.parts, begun, quick, lambda _tx: LINE)
    with pytest.raises(work.ItemLostError):
        work.settle(server.parts, begun, slow, lambda _tx: LINE)
    assert runs.log(server).fileSuccessCount == 1
    server.run_jobs()


def test_who_lost_an_item_cannot_give_it_back_or_try_again(server, begun):
    slow = work.claim(server.parts, begun.id, "slow")
    release(server, "slow")
    quick = work.claim(server.parts, begun.id, "quick")
    work.give_back(server.parts, slow)
    with pytest.raises(work.ItemLostError):
        work.attempt(server.parts, slow)
    assert runs.items(server)[0].slot == "quick"
    work.give_back(server.parts, quick)
    server.run_jobs()


def test_an_item_given_back_does_not_count_as_begun(server, begun):
    item = work.claim(server.parts, begun.id, "polite")
    work.give_back(server.parts, item)
    assert runs.items(server)[0].attempts == 0
    server.run_jobs()


def test_an_attempt_is_written_down_before_the_work(server, begun):
    work.claim(server.parts, begun.id, "doomed")
    assert (runs.items(server)[0].attempts, runs.items(server)[0].state) == (1, "Working")
    release(server, "doomed")
    server.run_jobs()
    assert [item.attempts for item in runs.items(server)] == [2, 1]


@pytest.mark.parametrize("flag", ["paused", "stopping"])
def test_no_item_is_taken_of_a_run_that_is_to_let_go(server, begun, flag):
    runs.change(server, tables.job_run, begun.id, **{flag: True})
    assert work.claim(server.parts, begun.id, "late") is None
    assert [item.attempts for item in runs.items(server)] == [0, 0]
    runs.change(server, tables.job_run, begun.id, **{flag: False})
    assert work.claim(server.parts, begun.id, "late") is not None
    release(server, "late")
    server.run_jobs()


def test_turns_are_dispatched_for_the_places_of_all_workers(server, web):
    good = web.serve("/a.jpg", runs.picture())
    leases = [slots.take(server.parts) for _ in range(2)]
    runs.upload(server, *((good, f"{number}.jpg") for number in range(20)))
    workshop.runner(server.parts, "lister", leaving=lambda: True).work(runs.row(server).id, 60.0)
    with server.parts.database.read() as tx:
        workers = len(tx.execute(select(tables.slot.c.name)).all())
    assert workers >= len(leases)
    assert len(dispatched(server)) == min(server.parts.settings.items_at_once * workers, LANES)
    for lease in leases:
        slots.leave(server.parts, lease, work_left=False)
    server.run_jobs()


def test_a_run_is_begun_once(server, begun):
    work.begin(server.parts, begun, [], "again")
    assert len(runs.items(server)) == 2
    server.run_jobs()
    assert runs.log(server).totalFileCount == 2


def test_who_lost_the_list_leaves_the_beginning_to_who_replaced_it(server, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    run = work.get(server.parts, runs.row(server).id)

    def listing():
        yield from (NewItem(f"{number}.jpg") for number in range(work.LIST_PIECE))
        with server.parts.database.write() as tx:
            items.clear(tx, run.id)
        yield NewItem("last.jpg")

    assert work.begin(server.parts, run, listing(), "slow") is False
    assert runs.row(server).state == "New"
    server.run_jobs()
    assert runs.log(server).fileSuccessCount == runs.log(server).totalFileCount == 1


def test_two_workers_on_one_run_do_each_item_once(server, web):
    good = web.serve("/a.jpg", runs.picture())
    handle = runs.upload(server, *((good, f"{number}.jpg") for number in range(12)))
    run_id = runs.row(server).id
    workers = [workshop.runner(server.parts, f"twin-{number}", leaving=lambda: False) for number in range(2)]
    threads = [threading.Thread(target=worker.work, args=(run_id, 60.0)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(runs.lines(server, handle, "UploadSuccess")) == 12
    assert len(runs.assets(server)) == 12
    assert runs.row(server).state == "Done"


def test_a_turn_ends_in_time_and_the_rest_is_dispatched(server, web):
    good = web.serve("/a.jpg", runs.picture())
    runs.upload(server, *((good, f"{number}.jpg") for number in range(3)))
    runner = workshop.runner(server.parts, "hasty", leaving=lambda: False)
    runner.work(runs.row(server).id, 0.0)
    assert [item.state for item in runs.items(server)].count("Done") == 1
    assert dispatched(server) == {0, 1}
    server.run_jobs()
    assert runs.log(server).fileSuccessCount == 3


def dispatched(server):
    """Numbers of the chunks in the queue."""
    prefix = f"run:{runs.row(server).id}:"
    queue = WORKFLOWS[server.parts.database.kind]
    found = text(f"SELECT workflow_uuid FROM {queue} WHERE workflow_uuid LIKE :ids")
    with server.parts.database.read() as tx:
        return {int(name.removeprefix(prefix)) for name in tx.execute(found, {"ids": f"{prefix}%"}).scalars()}


def test_a_run_that_the_queue_forgot_is_dispatched_anew(server, begun):
    forget = text(f"DELETE FROM {WORKFLOWS[server.parts.database.kind]} WHERE workflow_uuid LIKE :ids")
    with server.parts.database.write() as tx:
        tx.execute(forget, {"ids": f"run:{begun.id}%"})
    before = runs.row(server).chunks
    runs.change(server, tables.job_run, begun.id, progressed_ms=0)
    rounds.slow(server.parts)
    assert dispatched(server) >= {before}
    server.run_jobs()


def test_a_run_that_the_queue_has_is_left_to_it(server, begun):
    runs.change(server, tables.job_run, begun.id, progressed_ms=0)
    before = dispatched(server)
    rounds.slow(server.parts)
    assert dispatched(server) == before
    server.run_jobs()


def test_an_item_whose_lease_ran_out_waits_again(server, begun):
    item = work.claim(server.parts, begun.id, "frozen")
    runs.change(server, tables.job_item, item.id, lease_until_ms=1)
    rounds.slow(server.parts)
    assert runs.items(server)[0].state == "Waiting"
    server.run_jobs()


def test_a_heartbeat_holds_on_to_what_is_in_hand_and_to_nothing_else(server, begun):
    lease = slots.take(server.parts)
    held = work.claim(server.parts, begun.id, lease.slot)
    dropped = work.claim(server.parts, begun.id, lease.slot)
    for item in (held, dropped):
        runs.change(server, tables.job_item, item.id, lease_until_ms=1)
    assert slots.beat(server.parts, lease, {held.id})
    rounds.slow(server.parts)
    assert [item.state for item in runs.items(server)] == ["Working", "Waiting"]
    slots.leave(server.parts, lease, work_left=False)
    server.run_jobs()


def test_a_publish_killed_in_the_middle_is_gone_on_with(server, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    server.run_jobs()
    handle = runs.submit(server, "imageServingPublishJob", "Publish", publishType="Full", emailSetting="None")
    run_id = runs.row(server, "Publish").id
    workshop.runner(server.parts, "lister", leaving=lambda: True).work(run_id, 60.0)
    work.claim(server.parts, run_id, "killed")
    release(server, "killed")
    server.run_jobs()
    assert len(runs.lines(server, handle, "ImageServingPublishSuccess")) == 1
    assert server.get(f"/is/image/{server.root}/a").status_code == 200


def break_down(_run, _item=None):
    raise RuntimeError("a bug of ours")


@pytest.mark.slow
def test_a_bug_is_an_error_line_after_three_times_and_the_job_goes_on(server, web, monkeypatch):
    handle = runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    monkeypatch.setattr(type(jobs.REGISTRY["uploadUrlsJob"]), "work", lambda _kind, run, item: break_down(run, item))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "internal error" in line.logMessage
    assert (runs.items(server)[0].attempts, runs.row(server).state) == (3, "Done")


def test_a_bug_in_listing_ends_the_job_with_a_fatal_line(server, web, monkeypatch):
    handle = runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    monkeypatch.setattr(type(jobs.REGISTRY["uploadUrlsJob"]), "items", lambda _kind, run: break_down(run))
    server.run_jobs()
    assert "internal error" in runs.lines(server, handle, "FatalError")[0].logMessage
    assert runs.log(server).fatalError
    assert runs.row(server).state == "Done"


def test_trouble_with_the_database_costs_no_attempt(server, web, monkeypatch):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    real, troubles = work.settle, ["once"]

    def locked(*arguments):
        if troubles:
            troubles.pop()
            raise work.DatabaseTrouble("settle", {}, OSError("database is locked"))
        real(*arguments)

    monkeypatch.setattr(work, "settle", locked)
    with pytest.raises(work.DatabaseTrouble):
        server.run_jobs()
    assert (runs.items(server)[0].state, runs.items(server)[0].attempts) == ("Waiting", 0)
    server.run_jobs()
    assert list(runs.assets(server)) == ["a.jpg"]
