"""Pause is read between items, stop while they are worked on; neither loses nor doubles anything."""

import threading
import time

import pytest
import pyvips
import runs

from safelight.jobs import workshop
from safelight.services import rounds


def handle_of(server, name="Job"):
    return f"j|{server.company[2:]}|{name}||"


def shown(server, name="Job"):
    """The job as getActiveJobs shows it, or None."""
    reply = server.call("getActiveJobs", companyHandle=server.company, originalName=name)
    return reply.jobArray[0] if reply.jobArray else None


def steering(web, path, act):
    """A picture whose fetching does something else first."""

    def answer(handler):
        act()
        content = runs.picture()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return web.handle(path, answer)


@pytest.fixture
def three(server, web):
    """Submits a job of three files that does something while it fetches the second."""

    def submit(act):
        good = web.serve("/a.jpg", runs.picture())
        return runs.upload(server, (good, "a.jpg"), (steering(web, "/b.jpg", act), "b.jpg"), (good, "c.jpg"))

    return submit


def test_a_paused_job_finishes_what_is_in_hand_and_holds(server, three):
    three(lambda: server.call("pauseJob", companyHandle=server.company, jobHandle=handle_of(server)))
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg", "b.jpg"}
    job = shown(server)
    assert (job.state, job.progressMessage) == ("WaitingCoordinator", "Paused")


def test_a_paused_job_that_is_resumed_does_the_rest_once(server, web, three):
    handle = three(lambda: server.call("pauseJob", companyHandle=server.company, jobHandle=handle_of(server)))
    server.run_jobs()
    server.call("resumeJob", companyHandle=server.company, jobHandle=handle_of(server))
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg", "b.jpg", "c.jpg"}
    assert len(runs.lines(server, handle, "UploadSuccess")) == 3
    assert shown(server) is None
    assert web.count("/b.jpg") == 1


def test_a_job_paused_before_it_began_holds_all_its_items(server, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    server.call("pauseJob", companyHandle=server.company, jobHandle=handle_of(server))
    server.run_jobs()
    assert runs.assets(server) == {}
    assert web.count("/a.jpg") == 0
    server.call("resumeJob", companyHandle=server.company, jobHandle=handle_of(server))
    server.run_jobs()
    assert set(runs.assets(server)) == {"a.jpg"}


def test_a_stopped_job_ends_with_what_it_has(server, three):
    handle = three(lambda: server.call("stopJob", companyHandle=server.company, jobHandle=handle_of(server)))
    server.run_jobs()
    assert set(runs.assets(server)) <= {"a.jpg", "b.jpg"}
    assert shown(server) is None
    assert [line.logType for line in runs.lines(server, handle)][-1] == "EndUpload"
    assert "stopped" in runs.lines(server, handle, "EndUpload")[0].logMessage


def test_a_job_stopped_before_it_began_does_nothing_and_ends(server, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    server.call("stopJob", companyHandle=server.company, jobHandle=handle_of(server))
    server.run_jobs()
    assert runs.assets(server) == {}
    assert runs.row(server).state == "Done"
    assert runs.log(server).endDate is not None


def test_a_paused_job_can_be_stopped(server, three):
    three(lambda: server.call("pauseJob", companyHandle=server.company, jobHandle=handle_of(server)))
    server.run_jobs()
    server.call("stopJob", companyHandle=server.company, jobHandle=handle_of(server))
    server.run_jobs()
    assert runs.row(server).state == "Done"
    assert set(runs.assets(server)) == {"a.jpg", "b.jpg"}


def test_no_publish_follows_a_stopped_upload(server, web):
    stop = lambda: server.call("stopJob", companyHandle=server.company, jobHandle=handle_of(server))  # noqa: E731
    publish = {"publishType": "Full", "emailSetting": "None"}
    runs.upload(server, (steering(web, "/a.jpg", stop), "a.jpg"), postImageServingPublishJob=publish)
    server.run_jobs()
    assert [log.logType for log in runs.logs(server)] == ["BeginUpload"]


def test_a_publish_waits_for_one_that_is_paused(server, web):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    server.run_jobs()
    for name in ("One", "Two"):
        runs.submit(server, "imageServingPublishJob", name, publishType="Full", emailSetting="None")
    runner = workshop.runner(server.parts, "publishing", leaving=lambda: False)
    runner.work(runs.row(server, "One").id, 0.0)
    server.call("pauseJob", companyHandle=server.company, jobHandle=handle_of(server, "One"))
    server.run_jobs()
    assert [runs.row(server, name).state for name in ("One", "Two")] == ["Running", "Running"]
    server.call("resumeJob", companyHandle=server.company, jobHandle=handle_of(server, "One"))
    server.run_jobs()
    assert [runs.row(server, name).state for name in ("One", "Two")] == ["Done", "Done"]


@pytest.mark.slow
def test_a_stop_cuts_off_a_transfer_that_hangs(server, web):
    runs.upload(server, (web.handle("/hangs.jpg", lambda _handler: time.sleep(6)), "a.jpg"))
    runner = workshop.runner(server.parts, "hanging", leaving=lambda: False)
    thread = threading.Thread(target=runner.work, args=(runs.row(server).id, 60.0))
    thread.start()
    while not web.count("/hangs.jpg"):
        time.sleep(0.01)
    began = time.monotonic()
    server.call("stopJob", companyHandle=server.company, jobHandle=handle_of(server))
    assert shown(server) is None or shown(server).state == "Stopping"
    thread.join(5)
    assert time.monotonic() - began < 2
    rounds.quick(server.parts)
    assert runs.row(server).state == "Done"


@pytest.mark.slow
def test_a_stop_ends_the_decoder_that_is_at_work(server, web):
    """A picture that takes seconds to prepare, and the moment its decoder is gone."""
    big = pyvips.Image.black(14_000, 10_000, bands=3).pngsave_buffer(compression=1)
    runs.upload(server, (web.serve("/big.png", big), "big.png"))
    runner = workshop.runner(server.parts, "decoding", leaving=lambda: False)
    thread = threading.Thread(target=runner.work, args=(runs.row(server).id, 60.0))
    thread.start()
    while not any((server.parts.settings.data / "work" / "decoding").rglob("pyramid.tif")):
        time.sleep(0.01)
    began = time.monotonic()
    server.call("stopJob", companyHandle=server.company, jobHandle=handle_of(server))
    thread.join(10)
    took = time.monotonic() - began
    rounds.quick(server.parts)
    assert runs.row(server).state == "Done"
    assert runs.assets(server) == {}
    assert took < 1.5


def test_a_worker_that_ends_gives_back_what_it_has_in_hand(server, web):
    leaving = threading.Event()
    address = steering(web, "/a.jpg", leaving.set)
    handle = runs.upload(server, (address, "a.jpg"))
    workshop.runner(server.parts, "ending", leaving=leaving.is_set).work(runs.row(server).id, 60.0)
    (item,) = runs.items(server)
    assert (item.state, item.attempts, item.slot) in {("Waiting", 0, None), ("Done", 1, None)}
    server.run_jobs()
    assert len(runs.lines(server, handle, "UploadSuccess")) == 1
