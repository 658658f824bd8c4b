"""A file in hand tells how far it has come, while it comes."""

import threading

import pytest
import runs

from safelight.adapters.transfer import CHUNK_BYTES
from safelight.domain.items import NewItem, Progress
from safelight.jobs import run as work
from safelight.services import runs as service


def items(server):
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    return job, job.taskProgressArray[0], job.taskProgressArray[0].taskItemProgressArray


@pytest.fixture
def half_way(server, web, monkeypatch):
    """An upload of which the second and last file has come by half, and waits."""
    monkeypatch.setattr(work, "MOVE_S", 0.0)
    content, come, go_on = runs.picture().ljust(12 * CHUNK_BYTES, b"\0"), threading.Event(), threading.Event()

    def slowly(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[: len(content) // 2])
        come.set()
        go_on.wait(10)
        handler.wfile.write(content[len(content) // 2 :])

    first = (web.serve("/a.jpg", runs.picture()), "a.jpg")
    runs.upload(server, first, (web.handle("/b.jpg", slowly), "b.jpg"))
    worker = threading.Thread(target=server.run_jobs)
    worker.start()
    assert come.wait(5)
    yield server
    go_on.set()
    worker.join()
    assert runs.log(server).fileSuccessCount == 2


def test_its_task_tells_bytes_and_share_and_the_job_moves_with_it(half_way):
    for _ in range(100):
        job, task, (item,) = items(half_way)
        if item.progress >= 0.25:
            break
        threading.Event().wait(0.02)
    assert item.itemName == "b.jpg"
    assert round(item.progress, 3) == 0.25
    assert item.progressMessage == "Optimizing files: 1.6 of 3.1 MB are here"
    assert item.lastProgressUpdate >= job.startDate
    assert (task.numProcessed, round(task.progress, 3), job.progress) == (1, 0.625, 62)


def test_an_item_taken_anew_begins_anew(server):
    runs.upload(server, ("http://127.0.0.1/a.jpg", "a.jpg"))
    (job,) = server.call("getActiveJobs", companyHandle=server.company).jobArray
    run = service.get(server.parts, int(job.jobHandle.rpartition("|")[2]))
    service.begin(server.parts, run, [NewItem("a.jpg"), NewItem("b.jpg")], "Optimizing files")
    taken = service.claim(server.parts, run.id, "a slot")
    service.move(server.parts, taken, Progress(500, 1000))
    assert [item.progress for item in items(server)[2]] == [0.25]
    service.give_back(server.parts, taken)
    service.move(server.parts, taken, Progress(900, 1000))
    again = service.claim(server.parts, run.id, "another")
    assert [(item.itemName, item.progress) for item in items(server)[2]] == [("a.jpg", 0.0)]
    service.give_back(server.parts, again)
    server.call("stopJob", companyHandle=server.company, jobHandle=job.jobHandle)
    server.run_jobs()
