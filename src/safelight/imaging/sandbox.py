"""Decoding at arm's length: in child processes with limits, which can be killed at any moment.

A child is a Python of its own (fork after threads hangs libvips), which costs some 300 ms, so it serves many files
before it is replaced. It gets a bare environment: a decoder that is taken over finds no secret in it.
"""

import json
import os
import queue
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from safelight.domain import faults
from safelight.domain.faults import DecoderCrashed, DecoderFailed
from safelight.domain.images import Crop, Facts, IngestOptions, Limits
from safelight.imaging import limits
from safelight.imaging.ingest import Prepared

POLL_MS = 200
FILES_A_CHILD = 200
READ_BYTES = 65536
END_S = 5.0
STALE_S = 24 * 3600

ShouldStop = Callable[[], bool]
"""May raise instead, to end the work likewise."""


class StoppedError(Exception):
    """Somebody wanted the work on this file to end."""


class _DiedError(Exception):
    """The child is gone. `code` as subprocess gives it: negative for a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Sandbox:
    """Children that are kept warm; as many work at once as threads call `prepare`."""

    def __init__(
        self,
        bounds: Limits,
        scratch: Path,
        *,
        threads: int = 1,
        files_a_child: int = FILES_A_CHILD,
        command: tuple[str, ...] = (),
    ) -> None:
        """scratch: a folder for what does not fit in memory
        threads:    that libvips uses in one child
        command:    what to run as a child, in place of our own
        """
        self.limits = bounds
        _clear(scratch)
        self._files_a_child = files_a_child
        self._command = command or (sys.executable, "-m", "safelight.imaging.child")
        self._environment = _environment(scratch, threads)
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()

    def prepare(
        self, path: Path, workdir: Path, options: IngestOptions, should_stop: ShouldStop = lambda: False
    ) -> Prepared:
        """`ingest.prepare` in a child.

        should_stop: asked every 0.2 s
        raises:      as `ingest.prepare`; DecoderCrashed; DecoderFailed where the child took too long or too much
                     memory; StoppedError
        """
        found = limits.recognise(path, self.limits)
        answer = self.ask("picture", found.name, path, workdir, asdict(options), should_stop)
        return Prepared(Facts(**answer["facts"]), inside(workdir, answer["pyramid"]), Crop(**answer["crop"]))

    def ask(
        self,
        task: str,
        kind: str,
        path: Path,
        workdir: Path,
        options: Mapping[str, Any],
        should_stop: ShouldStop = lambda: False,
        *,
        timeout_s: float | None = None,
    ) -> Any:
        """What a task of `tasks` answers, done in a child.

        kind:        what to call the file in a refusal
        should_stop: asked every 0.2 s
        timeout_s:   in place of the limit, where it is shorter
        raises:      FileTooLarge; as the task; DecoderFailed where the child crashed, or took too long or too much
                     memory; StoppedError
        """
        limits.check_size(path, self.limits)
        bounds = replace(self.limits, timeout_s=min(timeout_s or self.limits.timeout_s, self.limits.timeout_s))
        request = {"task": task, "path": str(path.absolute()), "workdir": str(workdir.absolute()), "options": options}
        request["limits"] = asdict(bounds)
        child = self._take()
        try:
            answer = child.ask(request, time.monotonic() + bounds.timeout_s, should_stop)
        except _DiedError as death:
            raise DecoderCrashed(kind, _how(death.code)) from None
        except TimeoutError:
            raise DecoderFailed(kind, f"took longer than {bounds.timeout_s:g} s") from None
        finally:
            self._give_back(child)
        return _checked(answer)

    def close(self) -> None:
        """End the idle children."""
        while True:
            try:
                self._idle.get_nowait().end()
            except queue.Empty:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take(self) -> "_Child":
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return _Child(self._command, self._environment)
            if child.alive:
                return child
            child.end()

    def _give_back(self, child: "_Child") -> None:
        if child.alive and child.asked < self._files_a_child:
            self._idle.put(child)
        else:
            child.end()


class _Child:
    """One process and the pipes to it."""

    def __init__(self, command: tuple[str, ...], environment: dict[str, str]) -> None:
        pipe, silent = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=pipe, stdout=pipe, stderr=silent, env=environment, bufsize=0
        )
        self._killed = False
        self.asked = 0

    @property
    def alive(self) -> bool:
        return not self._killed and self._process.poll() is None

    def ask(self, request: dict[str, Any], until: float, should_stop: ShouldStop) -> Any:
        """The answer to a request; whatever raises has killed the child.

        until:  a moment of the monotonic clock
        raises: _DiedError, TimeoutError, StoppedError
        """
        self.asked += 1
        try:
            self._send(json.dumps(request).encode() + b"\n")
            return json.loads(self._receive(until, should_stop))
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Kill the process; the zombie is taken away."""
        self._killed = True
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _send(self, line: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
        except BrokenPipeError:
            raise _DiedError(self._process.wait(END_S)) from None

    def _receive(self, until: float, should_stop: ShouldStop) -> bytes:
        assert self._process.stdout is not None
        source, got = self._process.stdout.fileno(), b""
        poll = select.poll()
        poll.register(source, select.POLLIN)
        while not got.endswith(b"\n"):
            if poll.poll(POLL_MS):
                piece = os.read(source, READ_BYTES)
                if not piece:
                    raise _DiedError(self._process.wait(END_S))
                got += piece
            elif should_stop():
                raise StoppedError
            elif time.monotonic() > until:
                raise TimeoutError
        return got


def _clear(scratch: Path) -> None:
    """Erase what decoders left behind that were killed some time ago."""
    scratch.mkdir(parents=True, exist_ok=True)
    limit = time.time() - STALE_S
    for path in scratch.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < limit:
                path.unlink()


def _environment(scratch: Path, threads: int) -> dict[str, str]:
    return {
        "MALLOC_ARENA_MAX": "2",
        "VIPS_CONCURRENCY": str(threads),
        "TMPDIR": str(scratch.absolute()),
        "PYTHONPATH": os.pathsep.join(place for place in sys.path if place),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
    }


def _how(code: int) -> str:
    if code == -signal.SIGXCPU:
        return "took too much processor time"
    if code < 0:
        return f"crashed ({signal.Signals(-code).name})"
    return f"ended without an answer (code {code})"


def inside(workdir: Path, told: str) -> Path:
    """A file that a child named: one taken over by a hostile file may name nothing but what is in its own folder."""
    path = Path(told)
    if path.parent != workdir.absolute() or path.is_symlink():
        raise RuntimeError(f"the decoder named {path}, which is not in {workdir}")
    return path


def _checked(answer: Any) -> Any:
    """Raises what the child was refused with, or RuntimeError for our own bug."""
    if "bug" in answer:
        raise RuntimeError(answer["bug"])
    if "refusal" in answer:
        kind: type[faults.Fault] = getattr(faults, answer["refusal"])
        raise kind.__new__(kind, answer["text"])
    return answer
