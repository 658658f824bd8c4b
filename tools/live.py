"""A real server as a process of its own, for demo, benchmarks and tests."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self

START_TIMEOUT_S = 60.0
END_TIMEOUT_S = 30.0
COMPANY, EMAIL, PASSWORD = "Demo Company", "admin@example.com", "Open&<Sesame>1"


class LiveServer:
    """`safelight serve` over a data folder; a context manager. `log` is what it printed."""

    def __init__(
        self, data: Path, settings: Mapping[str, str] | None = None, port: int = 0, *, worker: bool = True
    ) -> None:
        """worker: whether it starts one beside the server"""
        self.data = data
        self._more = () if worker else ("--no-worker",)
        self.company, self.email, self.password = COMPANY, EMAIL, PASSWORD
        self.port = port or free_port()
        self.log = data.parent / f"{data.name}.log"
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "SAFELIGHT_COMPANY": COMPANY,
            "SAFELIGHT_ADMIN_EMAIL": EMAIL,
            "SAFELIGHT_ADMIN_PASSWORD": PASSWORD,
            "SAFELIGHT_FETCH_ALLOW": "127.0.0.1",
            **(settings or {}),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until `/healthz` answers 200; raises RuntimeError with the log's end if it does not."""
        command = [sys.executable, "-m", "safelight", "serve", "--port", str(self.port), "--data", str(self.data)]
        command += self._more
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self.healthy():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError(f"the server did not come up:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base_url}/healthz", timeout=2) as reply:
                return bool(reply.status == HTTPStatus.OK)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> int:
        """SIGTERM and wait; returns the exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        try:
            return self.process.wait(END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """Kill -9 of the server, its children and its worker, at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(END_TIMEOUT_S)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
