"""A 12 megapixel picture to 800 px, uncached, beside libvips alone and IIPImage from the same pyramid."""

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import iipimage, raw
from benchmarks.measuring import Row, in_turn, peak_mb, process_rate, request_rate
from benchmarks.world import photographs, world


def run(folder: Path) -> Iterator[Row]:
    names = photographs(folder / "photos", 1)
    with world(folder, cache_bytes="0", server_processes=str(os.cpu_count() or 1)) as here:
        here.take_in(folder / "photos", names, "Take in")
        here.publish("Publish")
        [pyramid] = here.pyramids()
        path = f"/is/image/{here.root}/0-photo0?wid=800&qlt=80&fmt=jpg&bgc="
        paths = (f"{path}{number:06x}" for number in itertools.count())
        limit = [sys.executable, raw.__file__, "render", str(pyramid)]
        ours = lambda: request_rate(here.server.port, paths)  # noqa: E731  one measurement, named
        alone = in_turn(ours, lambda: process_rate(limit))
        server = here.server.process
        memory = peak_mb(server.pid) if server else 0.0
        yield Row(
            "12 MP to 800 px JPEG, uncached, 2 connections",
            f"{alone.ours:.1f}/s, {memory:.0f} MB peak with its worker",
            f"libvips alone, 2 processes: {alone.theirs:.1f}/s",
            f"{alone.ratio:.2f}",
        )
        if not iipimage.installed():
            yield Row("the same beside IIPImage", "", "not installed", "")
            return
        with iipimage.running(folder, pyramid) as (port, peer_path, peak):
            beside = in_turn(ours, lambda: request_rate(port, itertools.repeat(peer_path)))
            yield Row(
                "the same beside IIPImage 1.1 from the same pyramid",
                f"{beside.ours:.1f}/s",
                f"IIPImage, 2 processes: {beside.theirs:.1f}/s, {peak():.0f} MB peak",
                f"{beside.ratio:.2f}",
            )
