"""Kinds of jobs that only a newer release knows, beside workers and servers of the one before: none is stranded."""

import processes
import pytest
import runs
import structlog
from sqlalchemy import select, update
from test_killing import done, ended, submit

from safelight.domain.running import Line
from safelight.jobs import REGISTRY
from safelight.services import invariants
from safelight.store import tables

NEWER = "sharpenImagesJob"
OLD = """
from safelight import bootstrap, cli
from safelight.domain import jobs
from safelight.jobs import REGISTRY
load = bootstrap.load_plugins
def load_old():
    load()
    del REGISTRY["uploadUrlsJob"]
bootstrap.load_plugins = load_old
cli.main()
"""


class Sharpen:
    """What the newer release brings."""

    progress_key = "progress_publish"

    def items(self, _run):
        from safelight.domain.items import NewItem

        return [NewItem("a", {})]

    def work(self, run, item):
        return lambda _tx: Line(run.record.kind.success, "sharp", counts={"file_success": 1, "total_files": 1})

    def refusal(self, run, item, reason):
        raise AssertionError(reason)


@pytest.fixture
def newer(monkeypatch):
    """Makes this program know the kind, as the newer one does."""
    return lambda: monkeypatch.setitem(REGISTRY, NEWER, Sharpen())


@pytest.fixture
def run_id(server):
    """Of a run that a newer server has started."""
    runs.submit(server, "imageServingPublishJob", "Sharpen", publishType="Full", emailSetting="None")
    run = tables.job_run
    with server.parts.database.write() as tx:
        mine = (run.c.company_id == int(server.company[2:])) & (run.c.original_name == "Sharpen")
        tx.execute(update(run).where(mine).values(element=NEWER, options={"amount": 3}))
        return tx.execute(select(run.c.id).where(mine)).scalar_one()


def active(server):
    return server.call("getActiveJobs", companyHandle=server.company).jobArray


def state(server, run_id):
    run = tables.job_run.c
    with server.parts.database.read() as tx:
        return tx.execute(select(run.state).where(run.id == run_id)).scalar_one()


def test_a_worker_leaves_it_and_one_that_knows_it_does_it(server, run_id, newer):
    with structlog.testing.capture_logs() as told:
        server.run_jobs()
    assert "run.left_to_newer_worker" in [event["event"] for event in told]
    assert state(server, run_id) == "New"
    newer()
    server.run_jobs()
    assert state(server, run_id) == "Done"
    log = runs.log(server, "Sharpen")
    assert (log.fatalError, log.fileSuccessCount) == (False, 1)


def test_it_is_listed_by_a_server_that_does_not_know_it(server, run_id):
    (job,) = active(server)
    assert (job.originalName, job.type) == ("Sharpen", "SharpenImages")


def test_it_can_be_stopped_though_nobody_knows_it(server, run_id):
    server.run_jobs()
    (job,) = active(server)
    server.call("stopJob", companyHandle=server.company, jobHandle=job.jobHandle)
    server.run_jobs()
    assert state(server, run_id) == "Done"
    assert not runs.log(server, "Sharpen").fatalError


def test_others_go_on_beside_it(server, run_id, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    server.run_jobs()
    assert list(runs.assets(server)) == ["a.jpg"]
    assert state(server, run_id) == "New"


def test_one_on_the_schedule_is_listed_and_left_to_who_knows_it(server, monkeypatch):
    from safelight.domain import jobs

    publish = {"imageServingPublishJob": {"publishType": "Full", "emailSetting": "None"}}
    server.call("submitJob", companyHandle=server.company, jobName="Sharpen", execSchedule="0 0 3 1 1 ?", **publish)
    definition = tables.job_definition
    mine = definition.c.company_id == int(server.company[2:])
    with server.parts.database.write() as tx:
        tx.execute(update(definition).where(mine).values(element=NEWER, options={"amount": 3}, next_fire_ms=1))
    server.run_jobs()
    assert active(server) == []
    (job,) = server.call("getScheduledJobs", companyHandle=server.company).jobArray
    assert (job.name, job.triggerState) == ("Sharpen", "Normal")
    monkeypatch.setitem(REGISTRY, NEWER, Sharpen())
    monkeypatch.setattr(jobs, "KINDS", {**jobs.KINDS, NEWER: jobs.kind_of(NEWER)})
    server.run_jobs()
    assert runs.log(server, "Sharpen").fileSuccessCount == 1


@pytest.mark.process
@pytest.mark.slow
def test_an_old_worker_and_a_new_one_side_by_side_strand_nothing(tmp_path, new_database, web):
    """The old one knows no uploads."""
    files = [(web.serve(f"/{n}.jpg", runs.picture(width=300 + n)), f"many/{n}.jpg") for n in range(8)]
    wanted = processes.settings(tmp_path / "data", database=new_database())
    with processes.opened(wanted) as parts, processes.worker(wanted, ("-c", OLD)) as old:
        for each in files:
            submit(parts, [each])
        processes.wait_for(lambda: old.said("run.left_to_newer_worker"), old)
        assert done(parts) == 0
        with processes.worker(wanted) as new:
            processes.wait_for(lambda: ended(parts), new)
        assert done(parts) == len(files)
        assert invariants.broken(parts) == []
