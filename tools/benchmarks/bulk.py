"""A job of very many addresses that are refused at once: what is left is the keeping of books.

As many as `SAFELIGHT_BENCH_ITEMS` says.
"""

import os
import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row, memory_mb, processor_s
from benchmarks.world import World, world

ITEMS = int(os.environ.pop("SAFELIGHT_BENCH_ITEMS", "20000"))
"""Taken out of the environment: the server would take it for a setting of its own that it does not know."""
REFUSED = "http://10.0.0.1/"
"""A private address, which no setting allows."""
JOB = "Very many"
ADDRESS = b"<%sitems><%ssourceUrl>%s%06d</%ssourceUrl><%sdestPath>bench/%06d.jpg</%sdestPath></%sitems>"
PAUSE_S = 1.0
REQUEST_MAX_BYTES = 2**26


def run(folder: Path) -> Iterator[Row]:
    with world(folder, server_processes="1", soap_max_bytes=str(REQUEST_MAX_BYTES)) as here:
        asked = message(here, ITEMS)
        watch = Watch(here)
        here.call.post(asked)
        submitted = watch.passed_s
        watch.to_the_end()
    name = f"uploadUrlsJob of {ITEMS:,} addresses refused at once"
    yield Row(f"{name}: submit, {len(asked) / 2**20:.0f} MiB", f"{submitted:.1f} s", "no peer", "")
    yield Row(f"{name}: first item done after", f"{watch.first_s:.1f} s", "no peer", "")
    yield Row(f"{name}: an item, all in all", watch.an_item(), "no peer", "")
    yield Row(f"{name}: getActiveJobs meanwhile", watch.listing(), "no peer", "")
    yield Row(f"{name}: memory of all processes at 0, 50, 100 %", watch.memory(), "no peer", "")


def message(here: World, count: int) -> bytes:
    """The call of submitJob; only one of its addresses goes through the client, which would take its time."""
    urls = {"items": [{"sourceUrl": REFUSED, "destPath": "place"}]}
    options = {"urlArray": urls, "overwrite": True, "readyForPublish": False, "createMask": False}
    asked = here.call.message(
        "submitJob", companyHandle=here.company, jobName=JOB, uploadUrlsJob=options | {"emailSetting": "None"}
    )
    found = re.search(rb"<(\w+:)?items>.*</(\w+:)?items>", asked)
    assert found is not None
    ns = found[1] or b""
    address = REFUSED.encode()
    many = (ADDRESS % (ns, ns, address, place, ns, ns, place, ns, ns) for place in range(count))
    return asked[: found.start()] + b"".join(many) + asked[found.end() :]


class Watch:
    """What a client sees of the job, and what its processes take meanwhile."""

    def __init__(self, here: World) -> None:
        assert here.server.process is not None
        self._here = here
        self._pid = here.server.process.pid
        self._began = time.monotonic()
        self._poll = here.call.message("getActiveJobs", companyHandle=here.company, originalName=JOB)
        self._listing_ms: list[float] = []
        self._memory_mb: dict[int, float] = {}
        self._taken_s = 0.0
        self.first_s = 0.0

    @property
    def passed_s(self) -> float:
        return time.monotonic() - self._began

    def to_the_end(self) -> None:
        while self._done() == 0:
            time.sleep(PAUSE_S / 20)
        self.first_s, self._taken_s = self.passed_s, processor_s(self._pid)
        while (done := self._done()) is not None:
            self._memory_mb[done] = memory_mb(self._pid)
            time.sleep(PAUSE_S)
        self._memory_mb[ITEMS] = memory_mb(self._pid)
        self._taken_s = processor_s(self._pid) - self._taken_s
        (log,) = self._here.call(
            "getJobLogDetails", companyHandle=self._here.company, originalName=JOB, recordsPerPage=1, resultsPage=1
        )
        if log.fileErrorCount != ITEMS:
            raise RuntimeError(f"{log.fileErrorCount} of {ITEMS} done")
        self._whole_s = (log.endDate - log.startDate).total_seconds()

    def an_item(self) -> str:
        return f"{self._taken_s / ITEMS * 1000:.2f} ms of a core, {self._whole_s / ITEMS * 1000:.2f} ms by the clock"

    def listing(self) -> str:
        return f"p50 {statistics.median(self._listing_ms):.0f} ms, max {max(self._listing_ms):.0f} ms"

    def memory(self) -> str:
        at = sorted(self._memory_mb)
        middle = min(at, key=lambda done: abs(done - ITEMS / 2))
        return ", ".join(f"{self._memory_mb[done]:.0f}" for done in (at[0], middle, at[-1])) + " MB"

    def _done(self) -> int | None:
        """Ask how many items are done; None when the job is no more."""
        began = time.monotonic()
        reply = self._here.call.post(self._poll)
        self._listing_ms.append((time.monotonic() - began) * 1000)
        if b"Fault" in reply:
            raise RuntimeError(reply[:1000])
        found = re.search(rb"numProcessed>(\d+)<", reply)
        return int(found[1]) if found else None
