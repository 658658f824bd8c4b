"""How things are measured: rates over a time, from several connections, and the memory of a process tree."""

import os
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TURNS = 3
SECONDS = 4.0
PROCESSES = 2
CONNECTIONS = 8
PER_TURN = 100_000
USER_TICKS = 11
FRESH = """
local number = {first}
request = function()
  number = number + 1
  return wrk.format("GET", "{path}" .. string.format("%06x", number))
end
"""


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
    """Measure both `TURNS` times, in turn, so that a drifting machine meets both alike; a first turn is not counted."""
    pairs = [(ours(), theirs()) for _ in range(TURNS + 1)][1:]
    mine, others = zip(*pairs, strict=True)
    return Compared(statistics.median(mine), statistics.median(others), statistics.median(a / b for a, b in pairs))


def fresh_rate(port: int, path: str, folder: Path, numbers: Iterator[int], connections: int = CONNECTIONS) -> float:
    """Requests per second by wrk, each with a colour of its own behind the path, so that none was asked before."""
    script = folder / "fresh.lua"
    script.write_text(FRESH.format(first=next(numbers) * PER_TURN, path=path))
    return wrk_rate(f"http://127.0.0.1:{port}/", connections, "-s", str(script))


def process_rate(command: list[str], processes: int = PROCESSES) -> tuple[float, float]:
    """Sums over some processes, started together, of what they print: a rate, and their peak memory in MB."""
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    printed = [each.communicate()[0].split() for each in running]
    return sum(float(rate) for rate, _ in printed), sum(float(peak) for _, peak in printed)


def wrk_rate(url: str, connections: int, *more: str) -> float:
    """Requests per second by wrk, of one URL or of those a script makes; raises for any status but 200."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS:.0f}s", *more, url]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed:
        raise RuntimeError(printed)
    return float(printed.split("Requests/sec:")[1].split()[0])


def installed(*programs: str) -> bool:
    return all(shutil.which(program) for program in programs)


def peak_mb(pid: int, without: str = "") -> float:
    """Peak resident memory of a process and all below it, MB, summed; without a program of a name, and all below."""
    return sum(_status_kb(each, "VmHWM") for each in _family(pid, without)) / 1024


def memory_mb(pid: int) -> float:
    """Resident memory of a process and all below it now, MB, summed."""
    return sum(_status_kb(each, "VmRSS") for each in _family(pid, "")) / 1024


def processor_s(pid: int) -> float:
    """Seconds of a core that a process and all below it have taken, without those that have ended."""
    return sum(_taken_ticks(each) for each in _family(pid, "")) / os.sysconf("SC_CLK_TCK")


def _taken_ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[USER_TICKS]) + int(fields[USER_TICKS + 1])


def _family(pid: int, without: str) -> list[int]:
    parents = {
        int(path.parent.name): _status_kb(int(path.parent.name), "PPid") for path in Path("/proc").glob("[0-9]*/status")
    }
    found = [pid]
    for each in found:
        below = (child for child, parent in parents.items() if parent == each)
        found.extend(child for child in below if not without or without not in _command(child))
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _status_kb(pid: int, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name + ":")), 0)
