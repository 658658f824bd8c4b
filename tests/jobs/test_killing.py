"""Servers and workers killed with -9 in the middle of their work: nothing is lost, nothing is there twice.

On SQLite and on PostgreSQL.
"""

import os
import signal
import time
from pathlib import Path

import httpx
import processes
import pytest
import runs
from sqlalchemy import select, text

from harness import new_server
from live import LiveServer
from safelight.domain.items import MAX_BEGUN
from safelight.services import invariants
from safelight.store import tables

pytestmark = [pytest.mark.process, pytest.mark.slow]

FILES = 60


@pytest.fixture
def sixty(web):
    """Addresses and destinations of sixty different pictures."""
    return [
        (web.serve(f"/{number}.jpg", runs.picture(width=300 + number, height=200)), f"many/{number}.jpg")
        for number in range(FILES)
    ]


@pytest.fixture
def wanted(tmp_path, new_database):
    return processes.settings(tmp_path / "data", database=new_database())


def done(parts):
    item = tables.job_item
    with parts.database.read() as tx:
        return len(tx.execute(select(item.c.id).where(item.c.state == "Done")).all())


def ended(parts):
    run = tables.job_run
    with parts.database.read() as tx:
        return tx.execute(select(run.c.id).where(run.c.state != "Done")).first() is None


def check(server, parts, handle):
    """Every path once, one line each, counts that agree, blobs equal to references."""
    assert sorted(runs.assets(server)) == sorted(f"many/{number}.jpg" for number in range(FILES))
    lines = runs.lines(server, handle, "UploadSuccess", "UploadError")
    assert len({line.assetName for line in lines}) == len(lines) == FILES
    log = runs.log(server)
    assert (log.fileSuccessCount, log.fileErrorCount, log.totalFileCount) == (FILES, 0, FILES)
    assert invariants.broken(parts) == []
    assert invariants.unreferenced(parts) == set()


def submit(parts, urls, *, element="uploadUrlsJob", open_until_ms=None, **options):
    """Start an upload run, in a company of its own, without any server."""
    from safelight.services.starts import start_run

    server = new_server(parts, None)
    company_id = int(server.company[2:])
    with parts.database.write() as tx:
        account = tables.account
        account_id = tx.execute(select(account.c.id).where(account.c.email == server.email)).scalar_one()
        listed = [{"sourceUrl": url, "destPath": path} for url, path in urls]
        return start_run(
            tx,
            parts,
            company_id=company_id,
            account_id=account_id,
            name="Job",
            element=element,
            options={**runs.UPLOAD, **({"urlArray": listed} if element == "uploadUrlsJob" else {}), **options},
            locale="en",
            description="",
            key=f"test:{time.monotonic_ns()}",
            trigger_ms=parts.clock.now_ms(),
            open_until_ms=open_until_ms,
        )


def counts(parts, run_id):
    """(lines of success, different items they tell of, assets)."""
    of = tables.job_log_detail.c
    with parts.database.read() as tx:
        told = tx.execute(select(of.item_id).where(of.run_id == run_id, of.log_type == "UploadSuccess")).scalars().all()
        assets = tx.execute(select(tables.asset.c.file_name)).scalars().all()
    return len(told), len(set(told)), len(assets), len(set(assets))


def freeze(parts, program):
    """Stop a process at a moment when it does not have the database locked."""
    if parts.database.is_sqlite:
        with parts.database.write():
            _stop(program)
        return
    _stop(program)
    while _in_transaction(parts):
        os.kill(program.process.pid, signal.SIGCONT)
        time.sleep(0.01)
        _stop(program)


def _stop(program):
    state = Path(f"/proc/{program.process.pid}/stat")
    os.kill(program.process.pid, signal.SIGSTOP)
    processes.wait_for(lambda: state.read_text().rpartition(")")[2].split()[0] == "T")


def _in_transaction(parts):
    """Whether another session than this one has a transaction open in PostgreSQL."""
    asked = "xact_start IS NOT NULL AND datname = current_database() AND pid <> pg_backend_pid()"
    with parts.database.read() as tx:
        return tx.execute(text(f"SELECT 1 FROM pg_stat_activity WHERE {asked}")).first() is not None


def test_server_and_worker_killed_in_the_middle_of_sixty_files(wanted, sixty):
    live = LiveServer(wanted.data, processes.environment(wanted))
    with live, httpx.Client(base_url=live.base_url) as http, processes.opened(wanted) as parts:
        server = processes.client(live.base_url, http)
        publish = {"publishType": "Full", "emailSetting": "None"}
        yearly = {"execSchedule": "0 0 3 1 1 ?"}
        server.call(
            "submitJob", companyHandle=server.company, jobName="Yearly", **yearly, imageServingPublishJob=publish
        )
        handle = runs.upload(server, *sixty)
        processes.wait_for(lambda: done(parts) >= 10)
        live.kill()
        assert 10 <= done(parts) < FILES
        live.start()
        processes.wait_for(lambda: ended(parts))
        check(server, parts, handle)
        server.call("executeJob", companyHandle=server.company, jobHandle=f"j|{server.company[2:]}|Yearly||")
        processes.wait_for(lambda: ended(parts))
        assert runs.log(server, "Yearly").fileSuccessCount == FILES
        (scheduled,) = server.call("getScheduledJobs", companyHandle=server.company).jobArray
        assert scheduled.triggerState == "Normal"
        assert http.get(f"/is/image/{server.root}/7").status_code == 200


def test_a_worker_killed_three_times_in_the_middle(wanted, sixty):
    with processes.opened(wanted) as parts:
        run_id = submit(parts, sixty)
        for at in (5, 20, 35):
            with processes.worker(wanted) as worker:
                processes.wait_for(lambda at=at: done(parts) >= at, worker)
                worker.kill()
        with processes.worker(wanted) as worker:
            processes.wait_for(lambda: ended(parts), worker)
            assert worker.end() == 0
        assert counts(parts, run_id) == (FILES, FILES, FILES, FILES)
        assert invariants.broken(parts) == []
        assert invariants.unreferenced(parts) == set()


def test_an_item_that_kills_its_worker_is_an_error_line_at_last(wanted, web):
    """The picture never comes; each time it is asked for, the worker is killed."""
    asked = web.handle("/deadly.jpg", lambda _handler: time.sleep(5))
    with processes.opened(wanted) as parts:
        run_id = submit(parts, [(asked, "deadly.jpg"), (web.serve("/a.jpg", runs.picture()), "a.jpg")])
        for attempt in range(1, MAX_BEGUN + 1):
            with processes.worker(wanted) as worker:
                processes.wait_for(lambda attempt=attempt: web.count("/deadly.jpg") == attempt, worker)
                worker.kill()
        with processes.worker(wanted) as worker:
            processes.wait_for(lambda: ended(parts), worker)
        of = tables.job_log_detail.c
        with parts.database.read() as tx:
            lines = tx.execute(
                select(of.log_type, of.message).where(of.run_id == run_id, of.item_id.is_not(None))
            ).all()
        assert sorted(line.log_type for line in lines) == ["UploadError", "UploadSuccess"], lines
        assert web.count("/deadly.jpg") == MAX_BEGUN


def test_a_worker_asked_to_end_lets_go_and_the_next_goes_on(wanted, sixty):
    with processes.opened(wanted) as parts:
        run_id = submit(parts, sixty)
        with processes.worker(wanted) as worker:
            processes.wait_for(lambda: done(parts) >= 5, worker)
            began = time.monotonic()
            assert worker.end() == 0
            assert time.monotonic() - began < 10
        assert done(parts) < FILES
        with parts.database.read() as tx:
            assert tx.execute(select(tables.slot)).all() == []
        assert invariants.broken(parts) == []
        with processes.worker(wanted) as worker:
            processes.wait_for(lambda: ended(parts), worker)
        assert counts(parts, run_id) == (FILES, FILES, FILES, FILES)


def test_a_worker_elsewhere_takes_over_from_one_that_died(tmp_path, new_database, sixty):
    """Two workers that share a database and nothing else.

    In PostgreSQL the lock of the dead one is gone with it, so its slot is free at once; else nobody can see its lock.
    """
    shared = {"database": new_database(), "slot_stale_s": 6.0}
    here = processes.settings(tmp_path / "here", **shared)
    there = processes.settings(tmp_path / "there", **shared)
    with processes.opened(here) as parts:
        run_id = submit(parts, sixty)
        with processes.worker(here) as worker:
            processes.wait_for(lambda: done(parts) >= 10, worker)
            worker.kill()
        assert done(parts) < FILES
        with processes.worker(there) as other:
            processes.wait_for(lambda: ended(parts), other)
            if parts.database.is_sqlite:
                processes.wait_for(lambda: other.said("worker.recovered"), other)
            else:
                assert '"slot": "slot-1"' in other.log.read_text()
        assert counts(parts, run_id) == (FILES, FILES, FILES, FILES)


def test_a_worker_that_was_frozen_and_lost_its_slot_ends_and_doubles_nothing(wanted, sixty):
    wanted = wanted.model_copy(update={"slot_stale_s": 2.0})
    with processes.opened(wanted) as parts, processes.worker(wanted) as frozen:
        run_id = submit(parts, sixty)
        processes.wait_for(lambda: done(parts) >= 10, frozen)
        freeze(parts, frozen)
        time.sleep(2.5)
        with processes.worker(wanted) as worker:
            processes.wait_for(lambda: ended(parts), worker)
            os.kill(frozen.process.pid, signal.SIGCONT)
            assert frozen.process.wait(20) == 70
        assert counts(parts, run_id) == (FILES, FILES, FILES, FILES)
        assert invariants.broken(parts) == []


def test_a_small_upload_is_done_within_a_second(wanted, web):
    address = web.serve("/a.jpg", runs.picture())
    with processes.opened(wanted) as parts, processes.worker(wanted) as worker:
        took = []
        for number in range(6):
            began = time.monotonic()
            submit(parts, [(address, f"{number}.jpg")])
            processes.wait_for(lambda: ended(parts), worker)
            took.append(time.monotonic() - began)
        assert sorted(took)[2] < 1.0, took


def test_a_small_upload_is_not_behind_a_large_one(wanted, web, sixty):
    with processes.opened(wanted) as parts, processes.worker(wanted) as worker:
        large = submit(parts, sixty * 5)
        processes.wait_for(lambda: done(parts) >= 5, worker)
        small = submit(parts, [(web.serve("/a.jpg", runs.picture()), "a.jpg")])
        state = tables.job_run.c.state

        def small_done():
            with parts.database.read() as tx:
                return tx.execute(select(state).where(tables.job_run.c.id == small)).scalar_one() == "Done"

        processes.wait_for(small_done, worker)
        with parts.database.read() as tx:
            assert tx.execute(select(state).where(tables.job_run.c.id == large)).scalar_one() == "Running"
        with parts.database.write() as tx:
            tx.execute(text("UPDATE job_run SET stopping = :yes"), {"yes": True})
        processes.wait_for(lambda: ended(parts), worker)
