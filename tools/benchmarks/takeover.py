"""Two workers, of which one is killed in the middle of a transfer: until the other has taken up its file."""

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.measuring import Row
from benchmarks.world import World, extra_worker, world

HANGS_S = 120.0
HOLDER = "SELECT s.holder FROM job_item i JOIN slot s ON s.name = i.slot WHERE i.state = 'Working'"


def run(folder: Path) -> Iterator[Row]:
    with (
        _slow_server() as (address, asked),
        world(folder, worker=False, server_processes="1") as here,
        extra_worker(here),
        extra_worker(here),
    ):
        urls = {"items": [{"sourceUrl": address, "destPath": "slow.jpg"}]}
        options = {"urlArray": urls, "overwrite": True, "readyForPublish": False, "createMask": False}
        job = options | {"emailSetting": "None"}
        here.call("submitJob", companyHandle=here.company, jobName="Slow", uploadUrlsJob=job)
        _await(asked, 1)
        os.kill(_at_work(here), signal.SIGKILL)
        began = time.monotonic()
        _await(asked, 2)
        took = time.monotonic() - began
    yield Row("until another worker takes up what a killed one had in hand", f"{took:.1f} s", "no peer", "")


def _at_work(here: World) -> int:
    """The id of the process that has the file in hand; it is the last but one part of a holder's name."""
    with sqlite3.connect(here.database) as db:
        (holder,) = db.execute(HOLDER).fetchone()
    return int(str(holder).split("|")[-2])


def _await(asked: list[float], count: int) -> None:
    end = time.monotonic() + HANGS_S
    while len(asked) < count:
        if time.monotonic() > end:
            raise TimeoutError(f"asked {len(asked)} times")
        time.sleep(0.01)


@contextmanager
def _slow_server() -> Iterator[tuple[str, list[float]]]:
    """An address that never answers, and the moments at which it was asked."""
    asked: list[float] = []
    over = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(time.monotonic())
            over.wait(HANGS_S)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/slow.jpg", asked
    finally:
        over.set()
        server.shutdown()
        server.server_close()
