"""searchAssets of 1000 whole assets out of 100,000, over HTTP, password checked."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, insert, select

import samples
from benchmarks.measuring import Row
from benchmarks.world import World, world
from safelight.store.tables import asset, image_detail, publish_state

ASSETS = 100_000
CALLS = 20
BATCH = 5000


def run(folder: Path) -> Iterator[Row]:
    with crowded(folder) as here:
        for rows in (100, 1000):
            times = measured(here, rows)
            yield Row(
                f"searchAssets, page of {rows} whole assets of {ASSETS:,}, sorted by name",
                f"p50 {statistics.median(times):.0f} ms, max {max(times):.0f} ms",
                "no peer",
                "",
            )


@contextmanager
def crowded(folder: Path) -> Iterator[World]:
    """A server whose company has `ASSETS` assets, all of one small picture."""
    source = folder / "one"
    source.mkdir()
    samples.photo(source / "one.jpg", 600, 400)
    with world(folder, server_processes="1") as here:
        here.take_in(source, ["one.jpg"], "Take in")
        engine = create_engine(f"sqlite:///{here.database}")
        with engine.begin() as tx:
            _multiply(tx, ASSETS)
        engine.dispose()
        yield here


def _multiply(tx: Connection, count: int) -> None:
    """Copy the one asset there is, with other names, until there are about `count`."""
    whole, picture, states = (
        [dict(row) for row in tx.execute(select(table)).mappings()] for table in (asset, image_detail, publish_state)
    )
    for start in range(0, count, BATCH):
        numbers = range(start + 1000, start + 1000 + BATCH)
        tx.execute(insert(asset), [whole[0] | _named(number) for number in numbers])
        tx.execute(insert(image_detail), [picture[0] | {"asset_id": number} for number in numbers])
        tx.execute(insert(publish_state), [state | {"asset_id": number} for number in numbers for state in states])


def _named(number: int) -> dict[str, object]:
    name = f"asset{number:07}"
    return {"id": number, "name": name, "catalog_id": name, "file_name": f"{name}.jpg"}


def measured(here: World, rows: int) -> list[float]:
    """Milliseconds of each call, the parsing by the client left out: the reply is read raw."""
    times = []
    for page in range(1, CALLS + 1):
        message = here.call.message(
            "searchAssets",
            companyHandle=here.company,
            includeSubfolders=True,
            recordsPerPage=rows,
            resultsPage=page,
            sortBy="Name",
            sortDirection="Ascending",
        )
        began = time.perf_counter()
        reply = here.call.post(message)
        times.append((time.perf_counter() - began) * 1000)
        if reply.count(b"<assetHandle>") != rows:
            raise RuntimeError(reply[:500])
    return times
