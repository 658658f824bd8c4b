"""Bulk keeps nobody waiting: not another company, and not a small job of its own."""

import time
from contextlib import contextmanager

import processes
import pytest
import runs
from sqlalchemy import select
from test_killing import submit

from safelight.jobs.runner import COMPANY_RUNS_AT_ONCE
from safelight.services.starts import start_run
from safelight.store import tables

pytestmark = [pytest.mark.process, pytest.mark.slow]

AT_ONCE = 2
SOON_S = 2.5


@pytest.fixture
def wanted(tmp_path):
    return processes.settings(tmp_path / "data", worker_threads=AT_ONCE)


def row(parts, run_id):
    with parts.database.read() as tx:
        return tx.execute(select(tables.job_run).where(tables.job_run.c.id == run_id)).one()


def in_hand(parts):
    item = tables.job_item
    with parts.database.read() as tx:
        return len(tx.execute(select(item.c.id).where(item.c.state == "Working")).all())


def beside(parts, other, urls):
    """Start an upload for the company of another run."""
    first = row(parts, other)
    with parts.database.write() as tx:
        return start_run(
            tx,
            parts,
            company_id=first.company_id,
            account_id=first.account_id,
            name="Small",
            element="uploadUrlsJob",
            options={**runs.UPLOAD, "urlArray": [{"sourceUrl": url, "destPath": path} for url, path in urls]},
            locale="en",
            description="",
            key=f"test:{time.monotonic_ns()}",
            trigger_ms=parts.clock.now_ms(),
        )


@contextmanager
def warm(wanted, web):
    """A worker whose decoders are up, and the parts over its data."""
    with processes.opened(wanted) as parts, processes.worker(wanted) as worker:
        first = submit(parts, [(web.serve("/first.jpg", runs.picture()), "first.jpg")] * AT_ONCE)
        seconds_until_done(parts, first, worker)
        yield parts, worker


def seconds_until_done(parts, run_id, worker):
    began = time.monotonic()
    processes.wait_for(lambda: row(parts, run_id).state == "Done", worker)
    return time.monotonic() - began


def test_addresses_that_hang_keep_no_other_company_waiting(wanted, web):
    hangs = web.handle("/hangs.jpg", lambda _handler: time.sleep(8))
    with warm(wanted, web) as (parts, worker):
        bulk = submit(parts, [(hangs, f"{number}.jpg") for number in range(30)])
        processes.wait_for(lambda: in_hand(parts) >= AT_ONCE, worker)
        small = submit(parts, [(web.serve("/a.jpg", runs.picture()), "a.jpg")])
        assert seconds_until_done(parts, small, worker) < SOON_S, row(parts, small)
        assert row(parts, bulk).done_items == 0


def test_bulk_that_takes_every_turn_of_a_company_makes_way_for_a_small_job_of_it(wanted, web):
    def slowly(handler):
        time.sleep(0.2)
        handler.send_error(404)

    lazy = web.handle("/lazy.jpg", slowly)
    with warm(wanted, web) as (parts, worker):
        bulk = submit(parts, [(lazy, f"{number}.jpg") for number in range(200 * COMPANY_RUNS_AT_ONCE)])
        processes.wait_for(lambda: in_hand(parts) >= COMPANY_RUNS_AT_ONCE - 1, worker)
        small = beside(parts, bulk, [(web.serve("/a.jpg", runs.picture()), "a.jpg")])
        assert seconds_until_done(parts, small, worker) < SOON_S, row(parts, small)
        assert row(parts, bulk).state == "Running"
