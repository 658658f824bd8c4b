"""A 12 megapixel picture to 800 px, uncached, beside libvips alone and IIPImage from the same pyramid."""

import itertools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import iipimage, raw
from benchmarks.measuring import CONNECTIONS, Row, fresh_rate, in_turn, installed, peak_mb, process_rate
from benchmarks.world import photographs, world


def run(folder: Path) -> Iterator[Row]:
    if not installed("wrk"):
        yield Row("rendering", "", "wrk is not installed", "")
        return
    names = photographs(folder / "photos", 1)
    with world(folder, cache_bytes="0", server_processes=str(os.cpu_count() or 1)) as here:
        here.take_in(folder / "photos", names, "Take in")
        here.publish("Publish")
        [pyramid] = here.pyramids()
        path, turns = f"/is/image/{here.root}/0-photo0?wid=800&qlt=80&fmt=jpg&bgc=", itertools.count()
        limit = [sys.executable, raw.__file__, "render", str(pyramid)]
        peaks = []

        def ours() -> float:
            return fresh_rate(here.server.port, path, folder, turns)

        def alone() -> float:
            rate, peak = process_rate(limit)
            peaks.append(peak)
            return rate

        both, server = in_turn(ours, alone), here.server.process
        memory = peak_mb(server.pid, without="worker") if server else 0.0
        yield Row(
            f"12 MP to 800 px JPEG, uncached, {CONNECTIONS} connections",
            f"{both.ours:.1f}/s, {memory:.0f} MB peak",
            f"libvips alone, 2 processes: {both.theirs:.1f}/s, {max(peaks):.0f} MB peak",
            f"{both.ratio:.2f}",
        )
        yield _beside_iipimage(folder, pyramid, ours, turns)


def _beside_iipimage(folder: Path, pyramid: Path, ours: Callable[[], float], turns: Iterator[int]) -> Row:
    if not iipimage.installed():
        return Row("the same beside IIPImage", "", "not installed", "")
    with iipimage.running(folder, pyramid) as (port, path, peak):
        both = in_turn(ours, lambda: fresh_rate(port, f"{path}&n=", folder, turns))
        return Row(
            "the same beside IIPImage 1.1 from the same pyramid",
            f"{both.ours:.1f}/s",
            f"IIPImage, 2 processes: {both.theirs:.1f}/s, {peak():.0f} MB peak",
            f"{both.ratio:.2f}",
        )
