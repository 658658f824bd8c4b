"""A publish of 100,000 assets: set by set in SQL, and a line in the log for each."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row
from benchmarks.searching import ASSETS, crowded


def run(folder: Path) -> Iterator[Row]:
    with crowded(folder) as here:
        for said, job, type_ in (
            ("Full, all of them new", "First", "Full"),
            ("Full, none changed", "Second", "Full"),
            ("Incremental, none changed", "Third", "Incremental"),
        ):
            took = here.publish(job, type_)
            yield Row(f"imageServingPublishJob of {ASSETS:,} assets: {said}", f"{took:.1f} s", "no peer", "")
