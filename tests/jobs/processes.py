"""Real servers and workers as processes, and what tests do to them."""

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from harness import PASSWORD, Server
from safelight import bootstrap
from safelight.services.context import Parts
from safelight.settings import Settings

COMPANY, EMAIL = "Live Company", "admin@example.com"
TIMEOUT_S = 90.0
NUMBERS = itertools.count(1)


def settings(data: Path, **more: object) -> Settings:
    """Those a process below gets through its environment too."""
    values = {"data": data, "company": COMPANY, "admin_email": EMAIL, "admin_password": PASSWORD}
    return Settings(**values, fetch_allow="127.0.0.1", argon2_time_cost=1, argon2_memory_kib=64, **more)


def environment(wanted: Settings) -> dict[str, str]:
    given = wanted.model_dump(exclude_unset=True)
    return os.environ | {f"SAFELIGHT_{name.upper()}": str(value) for name, value in given.items()}


@contextmanager
def opened(wanted: Settings) -> Iterator[Parts]:
    """The parts over the data of the processes, to look at them."""
    bootstrap.load_plugins()
    bootstrap.prepare(wanted)
    parts = bootstrap.build(wanted)
    yield parts
    parts.database.close()


class Program:
    """A `safelight` command as a process of its own, with its log in a file; `program` is what runs the command."""

    def __init__(self, wanted: Settings, *command: str, program: Sequence[str] = ("-m", "safelight")) -> None:
        self.log = wanted.data.parent / f"{wanted.data.name}-{command[0]}-{next(NUMBERS)}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *program, *command],
                env=environment(wanted),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self, event: str) -> bool:
        return f'"event": "{event}"' in self.log.read_text()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def end(self) -> int:
        self.process.terminate()
        return self.process.wait(30)


@contextmanager
def worker(wanted: Settings, program: Sequence[str] = ("-m", "safelight")) -> Iterator[Program]:
    started = Program(wanted, "worker", program=program)
    try:
        wait_for(lambda: started.said("worker.started"), started)
        yield started
    finally:
        if started.process.poll() is None:
            started.kill()


def wait_for(what: Callable[[], object], program: Program | None = None) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while not what():
        told = program.log.read_text()[-3000:] if program else ""
        assert time.monotonic() < deadline, f"this did not come true in time\n{told}"
        time.sleep(0.02)


def client(base_url: str, http: httpx.Client) -> Server:
    """The server at an address as the administrator of its first company sees it."""
    first = Server(None, http, "", "", EMAIL)
    company = first.call("getCompanyInfo", companyName=COMPANY).companyInfo
    return Server(None, http, company.companyHandle, company.rootPath.strip("/"), EMAIL)
