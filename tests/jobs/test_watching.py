"""Processes watched from outside: what they count together, and what a worker at rest costs."""

import os
import time
from pathlib import Path

import httpx
import processes
import pytest
import runs
from test_killing import ended, submit

from live import LiveServer, free_port
from scrapes import Scrape

pytestmark = [pytest.mark.process, pytest.mark.slow]

WATCHED_S = 10.0
AT_REST_S = 15.0
"""After its start DBOS looks often for a while."""
AT_REST_SHARE = 0.015
"""Of a core: measured are 0.8 %; a busy machine shows more, since every waking then costs more."""


def test_a_server_tells_what_its_worker_and_all_its_processes_counted(tmp_path, web):
    wanted = processes.settings(tmp_path / "data", server_processes=2)
    with (
        LiveServer(tmp_path / "data", processes.environment(wanted)) as live,
        httpx.Client(base_url=live.base_url) as http,
    ):
        server = processes.client(live.base_url, http)
        runs.upload(server, (web.serve("/a.jpg", runs.picture()), "a.jpg"))
        done = {"kind": "uploadUrlsJob", "outcome": "done"}

        def scraped():
            return Scrape(http.get("/metrics").text)

        processes.wait_for(lambda: scraped().value("safelight_items_total", **done) == 1)
        now = scraped()
        assert now.value("safelight_runs_total", **done) == 1
        assert now.value("safelight_calls_total", operation="submitJob", code="0") == 1
        processes.wait_for(lambda: scraped().value("safelight_workers", state="living") == 1)


def test_a_lone_worker_has_a_port_of_its_own(tmp_path, web):
    port = free_port()
    wanted = processes.settings(tmp_path / "data", worker_metrics_port=port)
    with processes.opened(wanted) as parts, processes.worker(wanted) as worker:
        submit(parts, [(web.url("/none.jpg"), "a.jpg")])
        processes.wait_for(lambda: ended(parts), worker)
        told = Scrape(httpx.get(f"http://127.0.0.1:{port}/metrics").text)
    assert told.value("safelight_items_total", kind="uploadUrlsJob", outcome="failed") == 1


def test_a_worker_at_rest_leaves_the_machine_alone(tmp_path):
    wanted = processes.settings(tmp_path / "data")
    with processes.worker(wanted) as worker:
        time.sleep(AT_REST_S)
        before = cpu_s(worker.process.pid)
        time.sleep(WATCHED_S)
        assert (cpu_s(worker.process.pid) - before) / WATCHED_S < AT_REST_SHARE


def cpu_s(pid):
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
