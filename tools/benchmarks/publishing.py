"""A publish of 100,000 assets: set by set in SQL, and a line in the log for each."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine

import samples
from benchmarks.measuring import Row
from benchmarks.searching import ASSETS, multiply
from benchmarks.world import world


def run(folder: Path) -> Iterator[Row]:
    source = folder / "one"
    source.mkdir()
    samples.photo(source / "one.jpg", 600, 400)
    with world(folder, server_processes="1") as here:
        here.take_in(source, ["one.jpg"], "Take in")
        engine = create_engine(f"sqlite:///{here.database}")
        with engine.begin() as tx:
            multiply(tx, ASSETS)
        engine.dispose()
        for said, job, type_ in (
            ("Full, all of them new", "First", "Full"),
            ("Full, none changed", "Second", "Full"),
            ("Incremental, none changed", "Third", "Incremental"),
        ):
            took = here.publish(job, type_)
            yield Row(f"imageServingPublishJob of {ASSETS:,} assets: {said}", f"{took:.1f} s", "no peer", "")
