"""What a worker looks after beside files: notices, times that come, pauses that end, uploads nobody closes."""

import time

import processes
import pytest
import runs
from sqlalchemy import select, update
from test_killing import counts, done, ended, submit

from safelight.services import invariants
from safelight.store import tables

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture(scope="module")
def wanted(tmp_path_factory, new_database):
    return processes.settings(tmp_path_factory.mktemp("worker") / "data", database=new_database())


@pytest.fixture(scope="module")
def parts(wanted):
    """The parts over the data of a worker that is up."""
    with processes.opened(wanted) as opened, processes.worker(wanted):
        yield opened


def change(parts, run_id, **values):
    run = tables.job_run
    with parts.database.write() as tx:
        tx.execute(update(run).where(run.c.id == run_id).values(**values))


def row(parts, run_id):
    with parts.database.read() as tx:
        return tx.execute(select(tables.job_run).where(tables.job_run.c.id == run_id)).one()


def in_hand(parts):
    item = tables.job_item
    with parts.database.read() as tx:
        return tx.execute(select(item.c.id).where(item.c.state == "Working")).all()


def test_tells_addresses_that_a_job_has_ended(parts, web):
    submit(parts, [(web.serve("/a.jpg", runs.picture()), "a.jpg")], postHttpUrl=web.serve("/ended", b"thanks"))
    processes.wait_for(lambda: web.count("/ended"))
    assert ended(parts)


def test_holds_a_paused_job_and_goes_on_when_it_is_resumed(parts, web):
    before = done(parts)
    slow = web.handle("/slow.jpg", lambda handler: (time.sleep(0.3), _answer(handler)))
    run_id = submit(parts, [(slow, f"{number}.jpg") for number in range(8)])
    processes.wait_for(lambda: done(parts) > before)
    change(parts, run_id, paused=True)
    processes.wait_for(lambda: row(parts, run_id).held and not in_hand(parts))
    held_at = done(parts)
    time.sleep(1.0)
    assert done(parts) == held_at < before + 8
    change(parts, run_id, paused=False)
    processes.wait_for(lambda: ended(parts))
    assert counts(parts, run_id)[:2] == (8, 8)
    assert invariants.broken(parts) == []


def test_ends_a_job_that_is_stopped(parts, web):
    run_id = submit(parts, [(web.handle("/hangs.jpg", lambda _handler: time.sleep(4)), "a.jpg")])
    processes.wait_for(lambda: web.count("/hangs.jpg"))
    began = time.monotonic()
    change(parts, run_id, stopping=True)
    processes.wait_for(lambda: row(parts, run_id).state == "Done")
    assert time.monotonic() - began < 3


def test_closes_an_upload_that_nobody_ends(parts, web):
    open_until_ms = parts.clock.now_ms() + 1500
    run_id = submit(parts, [], element="uploadPostJob", open_until_ms=open_until_ms)
    processes.wait_for(lambda: row(parts, run_id).state == "Running")
    processes.wait_for(lambda: row(parts, run_id).state == "Done")
    assert row(parts, run_id).finished_ms >= open_until_ms


def test_fires_what_is_due(parts):
    run_id = submit(parts, [])
    first = row(parts, run_id)
    now_ms = parts.clock.now_ms()
    with parts.database.write() as tx:
        tx.execute(
            tables.job_definition.insert().values(
                company_id=first.company_id,
                account_id=first.account_id,
                name="Soon",
                element="imageServingPublishJob",
                options={"publishType": "Full", "emailSetting": "None"},
                locale="en",
                description="",
                exec_time_ms=now_ms + 500,
                next_fire_ms=now_ms + 500,
                trigger_state="Normal",
                created_ms=now_ms,
            )
        )
    run = tables.job_run

    def fired():
        with parts.database.read() as tx:
            return tx.execute(select(run).where(run.c.original_name == "Soon")).one_or_none()

    processes.wait_for(lambda: fired() and fired().state == "Done")
    assert now_ms + 500 <= fired().started_ms < now_ms + 5000


def _answer(handler):
    content = runs.picture()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
