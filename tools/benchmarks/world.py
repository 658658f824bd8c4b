"""What a benchmark runs against: a real server with a company, and 12 megapixel photographs."""

import itertools
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvips

import samples
from demo import Client, wait_for
from file_server import FileServer
from live import COMPANY, LiveServer

REAL = Path("/usr/share/backgrounds")
SIDE = (4000, 3000)
SELDOM_S, LONG_S = 1.0, 900.0


@dataclass(frozen=True, slots=True)
class World:
    """A running server, its client, and the company it works for."""

    server: LiveServer
    call: Client
    company: str
    root: str

    def take_in(self, folder: Path, names: list[str], job: str) -> float:
        """Upload files of a folder by one job; returns seconds from its first to its last log line."""
        with FileServer(folder) as files:
            urls = [
                {"sourceUrl": files.url(name), "destPath": f"bench/{place}-{name}"} for place, name in enumerate(names)
            ]
            options = {
                "urlArray": {"items": urls},
                "overwrite": True,
                "readyForPublish": True,
                "createMask": False,
                "emailSetting": "None",
            }
            self.call("submitJob", companyHandle=self.company, jobName=job, uploadUrlsJob=options)
            log = self._ended(job)
        if log.fileErrorCount or log.fileSuccessCount != len(names):
            raise RuntimeError(f"{job}: {log.fileSuccessCount} of {len(names)} taken in")
        return float((log.endDate - log.startDate).total_seconds())

    def publish(self, job: str, type_: str = "Full") -> float:
        """Returns seconds from the first to the last log line of the job."""
        options = {"publishType": type_, "emailSetting": "None"}
        self.call("submitJob", companyHandle=self.company, jobName=job, imageServingPublishJob=options)
        log = self._ended(job)
        return float((log.endDate - log.startDate).total_seconds())

    def _ended(self, job: str) -> Any:
        """Its log; who asks seldom takes no time from who works."""
        return wait_for(self.call, self.company, job, pause_s=SELDOM_S, timeout_s=LONG_S)

    @property
    def database(self) -> Path:
        return self.server.data / "safelight.db"

    def pyramids(self) -> list[Path]:
        """The pyramid files, by name of the asset."""
        with sqlite3.connect(self.database) as db:
            rows = db.execute(
                "SELECT d.pyramid_digest FROM image_detail d JOIN asset a ON a.id = d.asset_id ORDER BY a.name"
            )
            digests = [row[0] for row in rows]
        found = {path.name: path for path in (self.server.data / "blobs").rglob("*") if path.is_file()}
        return [found[digest] for digest in digests]


@contextmanager
def world(folder: Path, *, worker: bool = True, **settings: str) -> Iterator[World]:
    """A server over a new data folder, with a worker or without.

    Settings are `SAFELIGHT_` names without the prefix, in lower case.
    """
    named = {f"SAFELIGHT_{name.upper()}": value for name, value in settings.items()}
    with LiveServer(folder / f"data-{next(_numbers)}", named, worker=worker) as server:
        call = Client(server.base_url)
        company = call("getCompanyInfo", companyName=COMPANY)
        yield World(server, call, company.companyHandle, company.rootPath.rstrip("/"))


@contextmanager
def extra_worker(here: World) -> Iterator[subprocess.Popen[bytes]]:
    """One more worker over the data of the server; it says so when it stands on its slot."""
    log = here.server.data.parent / f"worker-{next(_numbers)}.log"
    settings = here.server.environment | {"SAFELIGHT_DATA": str(here.server.data)}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "safelight", "worker"], env=settings, stdout=out, stderr=out, start_new_session=True
        )
    try:
        while b"worker.started" not in log.read_bytes():
            if process.poll() is not None:
                raise RuntimeError(f"the worker did not come up:\n{log.read_text()[-4000:]}")
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def photographs(folder: Path, count: int) -> list[str]:
    """Write JPEG photographs of 12 megapixels: real ones where installed, else computed; returns their names."""
    folder.mkdir(exist_ok=True)
    real = sorted(REAL.glob("*.jpg")) if REAL.is_dir() else []
    names = [f"photo{place}.jpg" for place in range(count)]
    for place, name in enumerate(names):
        if real:
            source = str(real[place % len(real)])
            image = pyvips.Image.thumbnail(source, SIDE[0], height=SIDE[1], crop="centre", size="both")
            image.jpegsave(str(folder / name), Q=90)
        else:
            samples.photo(folder / name, *SIDE, seed=place + 1)
    return names


def kind_of_photographs() -> str:
    return "real photographs" if REAL.is_dir() and any(REAL.glob("*.jpg")) else "computed pictures"


def machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        "?",
    )
    return f"{os.cpu_count()} cores, {model}"


_numbers = itertools.count()
