"""Files taken in per second by an upload job, beside libvips alone building the same pyramids."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import raw
from benchmarks.measuring import Row, in_turn, process_rate
from benchmarks.world import photographs, world

FILES = 40


def run(folder: Path) -> Iterator[Row]:
    names = photographs(folder / "photos", 4)
    cores = os.cpu_count() or 1
    with world(folder, server_processes="1") as here:
        jobs = iter(f"Take in {number}" for number in range(100))
        here.take_in(folder / "photos", names, next(jobs))
        wanted = [names[place % len(names)] for place in range(FILES)]
        limit = [sys.executable, raw.__file__, "build", str(folder / "photos"), str(FILES // cores), str(folder)]
        both = in_turn(
            lambda: FILES / here.take_in(folder / "photos", wanted, next(jobs)), lambda: process_rate(limit, cores)[0]
        )
        yield Row(
            f"12 MP JPEG taken in by uploadUrlsJob, {FILES} files, one worker",
            f"{both.ours:.2f}/s",
            f"libvips alone, {cores} processes: {both.theirs:.2f}/s",
            f"{both.ratio:.2f}",
        )
