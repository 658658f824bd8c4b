"""What is tried again and what is not, and what happens at a limit of the machine: nothing is lost, and it is said."""

import errno
import sys
import textwrap

import pytest
import runs
import structlog
from test_upload_post_job import Entry, fault

from pictures import LIMITS
from safelight import jobs
from safelight.imaging.sandbox import Sandbox
from safelight.jobs.runner import Runner

MORE_THAN_THERE_IS = 2**62
CRASHES = """
    import os, signal
    from pathlib import Path
    from safelight.imaging import child
    sound = child.answer
    def answer(request):
        if b"deadly" in Path(request["path"]).read_bytes():
            os.kill(os.getpid(), signal.SIGSEGV)
        return sound(request)
    child.answer = answer
    child.main()
"""


def answering(*statuses):
    """A way of the web server to answer: with these statuses in turn, then with a picture."""
    left = list(statuses)

    def answer(handler):
        if left:
            handler.send_error(left.pop(0))
            return
        content = runs.picture()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def active(server):
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    return job


@pytest.mark.slow
def test_what_may_pass_is_tried_again_and_the_line_says_how_often(server, web):
    handle = runs.upload(server, (web.handle("/a.jpg", answering(503, 500)), "a.jpg"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadSuccess")
    assert line.logMessage.endswith("(3 attempts)")
    assert web.count("/a.jpg") == 3


@pytest.mark.slow
def test_what_does_not_pass_is_an_error_line_after_three_attempts(server, web):
    handle = runs.upload(server, (web.handle("/a.jpg", answering(503, 503, 503, 503)), "a.jpg"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "503" in line.logMessage
    assert line.logMessage.endswith("(3 attempts)")


@pytest.mark.parametrize("content", [None, b"\xff\xd8\xff\xe0 no picture"])
def test_what_cannot_pass_is_tried_once(server, web, content):
    address = web.url("/none.jpg") if content is None else web.serve("/none.jpg", content)
    handle = runs.upload(server, (address, "a.jpg"))
    server.run_jobs()
    (line,) = runs.lines(server, handle, "UploadError")
    assert "attempts" not in line.logMessage
    assert (web.count("/none.jpg"), runs.items(server)[0].attempts) == (1, 1)


@pytest.mark.slow
def test_a_file_that_crashes_its_decoder_three_times_is_an_error_line_and_harms_no_neighbour(server, web, tmp_path):
    deadly = runs.picture() + b"deadly"
    good = runs.picture()
    handle = runs.upload(server, *((web.serve(f"/{n}.jpg", deadly if n == 1 else good), f"{n}.jpg") for n in range(3)))
    command = (sys.executable, "-c", textwrap.dedent(CRASHES))
    with Sandbox(LIMITS, tmp_path / "scratch", command=command) as sandbox:
        runner = Runner(server.parts, "crashing", sandbox, leaving=lambda: False)
        runner.work(runs.row(server).id, 60.0)
    (line,) = runs.lines(server, handle, "UploadError")
    assert "SIGSEGV" in line.logMessage
    assert line.logMessage.endswith("(3 attempts)")
    assert [item.attempts for item in runs.items(server)] == [1, 3, 1]
    assert sorted(runs.assets(server)) == ["0.jpg", "2.jpg"]


def test_items_wait_for_room_on_the_disk_and_their_job_names_the_limit(server, web, tune):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    tune(free_disk_bytes=MORE_THAN_THERE_IS)
    server.run_jobs()
    job = active(server)
    assert "SAFELIGHT_FREE_DISK_BYTES" in job.progressMessage
    assert str(MORE_THAN_THERE_IS) in job.progressMessage
    assert (job.state, runs.items(server)[0].attempts) == ("Running", 0)
    assert not web.count("/a.jpg")


def test_a_job_goes_on_when_there_is_room_again(server, web, tune):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"), (web.url("/none.jpg"), "b.jpg"))
    tune(free_disk_bytes=MORE_THAN_THERE_IS)
    server.run_jobs()
    tune(free_disk_bytes=0)
    server.run_jobs()
    assert list(runs.assets(server)) == ["a.jpg"]
    assert runs.row(server).message == "Optimizing files"
    assert [item.attempts for item in runs.items(server)] == [1, 1]


def test_a_disk_that_is_full_in_the_middle_costs_no_attempt_and_loses_nothing(server, web, monkeypatch):
    runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    kind = type(jobs.REGISTRY["uploadUrlsJob"])
    with monkeypatch.context() as patched:
        patched.setattr(kind, "work", no_room)
        server.run_jobs()
    assert (runs.items(server)[0].state, runs.items(server)[0].attempts) == ("Waiting", 0)
    assert "SAFELIGHT_FREE_DISK_BYTES" in active(server).progressMessage
    server.run_jobs()
    assert list(runs.assets(server)) == ["a.jpg"]


def no_room(_kind, _run, _item):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_upload_entry_refuses_files_there_is_no_room_for(server, tune):
    tune(free_disk_bytes=MORE_THAN_THERE_IS)
    entry = Entry(server)
    element, code, reason = fault(entry.post(entry.file("a.jpg"), endJob="true"))
    assert (element, code) == ("ipsApiFault", 30000)
    assert f"SAFELIGHT_FREE_DISK_BYTES keeps {MORE_THAN_THERE_IS}" in reason
    assert server.call("getActiveJobs", companyHandle=server.company).jobArray == []


def test_a_stopped_job_does_not_wait_for_room(server, web, tune):
    handle = runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
    tune(free_disk_bytes=MORE_THAN_THERE_IS)
    server.run_jobs()
    server.call("stopJob", companyHandle=server.company, jobHandle=handle)
    server.run_jobs()
    assert runs.row(server).state == "Done"


def test_every_event_of_a_run_carries_run_job_company_and_kind(server, web):
    runs.upload(server, (web.url("/none.jpg"), "a.jpg"))
    row = runs.row(server)
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as told:
        server.run_jobs()
    mine = [event for event in told if event.get("run") == row.id]
    assert {"item.refused", "run.finished"} <= {event["event"] for event in mine}
    facts = {(event["job"], event["company"], event["kind"]) for event in mine}
    assert facts == {(row.name, int(server.company[2:]), "uploadUrlsJob")}
