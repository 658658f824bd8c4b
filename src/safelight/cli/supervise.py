"""A `safelight` program kept running beside this process: restarted when it dies, ended with us."""

import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

import structlog

log = structlog.get_logger()

RESTART_PAUSE_S = 1.0
END_TIMEOUT_S = 20.0


class Supervised:
    """Context manager: the program runs inside the block."""

    def __init__(self, *command: str) -> None:
        self._command = command
        self._ending = threading.Event()
        self._program = self._start()
        self._watcher = threading.Thread(target=self._watch, name="supervise", daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._program.terminate()
        try:
            self._program.wait(END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._program.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "safelight", *self._command])  # noqa: S603  our own program

    def _watch(self) -> None:
        while not self._ending.is_set():
            code = self._program.wait()
            if not self._ending.wait(RESTART_PAUSE_S):
                log.warning("supervise.restarted", command=self._command, exit_code=code)
                self._program = self._start()
