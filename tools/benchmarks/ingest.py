"""Files taken in per second by an upload job with one, two and four workers, beside libvips alone on the same cores."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks import raw
from benchmarks.measuring import Row, in_turn, process_rate
from benchmarks.world import extra_worker, photographs, world

FILES = 40
WORKERS = (1, 2, 4)


def run(folder: Path) -> Iterator[Row]:
    names = photographs(folder / "photos", 4)
    for workers in WORKERS:
        yield _row(folder, names, workers)


def _row(folder: Path, names: list[str], workers: int) -> Row:
    """Items at once are about as many with several workers as with one: the cores are the same."""
    cores = os.cpu_count() or 1
    threads = -(-(cores + 1) // workers)
    with world(folder, server_processes="1", worker_threads=str(threads)) as here, ExitStack() as others:
        for _ in range(workers - 1):
            others.enter_context(extra_worker(here))
        jobs = iter(f"Take in {number}" for number in range(100))
        here.take_in(folder / "photos", names * workers, next(jobs))
        wanted = [names[place % len(names)] for place in range(FILES)]
        limit = [sys.executable, raw.__file__, "build", str(folder / "photos"), str(FILES // cores), str(folder)]
        both = in_turn(
            lambda: FILES / here.take_in(folder / "photos", wanted, next(jobs)), lambda: process_rate(limit, cores)[0]
        )
    return Row(
        f"12 MP JPEG taken in by uploadUrlsJob, {FILES} files, {workers} x {threads} worker threads",
        f"{both.ours:.2f}/s",
        f"libvips alone, {cores} processes: {both.theirs:.2f}/s",
        f"{both.ratio:.2f}",
    )
