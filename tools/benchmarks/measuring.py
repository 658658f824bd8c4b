"""How things are measured: rates over a time, from several connections, and the memory of a process tree."""

import http.client
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TURNS = 3
SECONDS = 4.0
CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: what was measured, the figure, that of the peer, and the ratio ours / theirs."""

    subject: str
    figure: str
    peer: str
    ratio: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Medians of rates measured in turn, and of the ratios pair by pair."""

    ours: float
    theirs: float
    ratio: float


def in_turn(ours: Callable[[], float], theirs: Callable[[], float]) -> Compared:
    """Measure both `TURNS` times, in turn, so that a drifting machine meets both alike."""
    pairs = [(ours(), theirs()) for _ in range(TURNS)]
    mine, others = zip(*pairs, strict=True)
    return Compared(statistics.median(mine), statistics.median(others), statistics.median(a / b for a, b in pairs))


def request_rate(port: int, paths: Iterator[str], connections: int = CONNECTIONS) -> float:
    """Requests per second over keep-alive connections, one path after the other; raises for any status but 200."""
    lock, counts, failures = threading.Lock(), [0] * connections, list[str]()
    end = time.monotonic() + SECONDS

    def drive(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < end and not failures:
            with lock:
                path = next(paths)
            connection.request("GET", path)
            reply = connection.getresponse()
            body = reply.read()
            if reply.status != http.HTTPStatus.OK:
                failures.append(f"{path}: {reply.status} {body[:200]!r}")
            counts[place] += 1

    began = time.monotonic()
    threads = [threading.Thread(target=drive, args=(place,)) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    return sum(counts) / (time.monotonic() - began)


def process_rate(command: list[str], processes: int = CONNECTIONS) -> float:
    """Sum of the rates that some processes, started together, print as their last line."""
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return sum(float(each.communicate()[0].split()[-1]) for each in running)


def wrk_rate(url: str, connections: int = 8) -> float:
    """Requests per second of one URL, by wrk."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS:.0f}s", url]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed:
        raise RuntimeError(printed)
    return float(printed.split("Requests/sec:")[1].split()[0])


def installed(*programs: str) -> bool:
    return all(shutil.which(program) for program in programs)


def peak_mb(pid: int) -> float:
    """Peak resident memory of a process and all below it, MB, summed."""
    return sum(_status_kb(each, "VmHWM") for each in _family(pid)) / 1024


def _family(pid: int) -> list[int]:
    parents = {
        int(path.parent.name): _status_kb(int(path.parent.name), "PPid") for path in Path("/proc").glob("[0-9]*/status")
    }
    found = [pid]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found


def _status_kb(pid: int, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name + ":")), 0)
