"""A million assets in twenty thousand folders: searches and bulk calls over HTTP, password checked, on both databases.

No two searches of a row are alike; each is asked three times of one process, so that its total is counted once (cold)
and then known (warm).
PostgreSQL stands beside where `pgserver` can start one.
"""

import json
import os
import re
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import samples
from benchmarks import million
from benchmarks.measuring import Row, installed, wrk_rate
from benchmarks.world import World, world
from safelight.store.database import Database

ASSETS = int(os.environ.get("BENCH_ASSETS", "1000000"))
TURNS = 20
PAGE = 100
FIELDS = ("Name", "Created", "Modified", "AssetType", "FileSize")
POST = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "text/xml; charset=utf-8"
wrk.body = {body}
"""
Wish = Callable[[int], dict[str, Any]]
"""What a search of a turn asks."""


def run(folder: Path) -> Iterator[Row]:
    yield from on(folder, "SQLite")
    try:
        with postgresql(folder / "pg") as address:
            yield from on(folder, "PostgreSQL", address)
    except ImportError:
        yield Row("the same on PostgreSQL", "", "pgserver is not installed", "")


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A server of its own, as durable as it comes; gives the address of its database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pgserver.postgres_server import get_server
    server = get_server(folder)
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def on(folder: Path, database: str, address: str = "") -> Iterator[Row]:
    """Every row, on one database."""
    place = folder / database
    place.mkdir()
    with world(place, server_processes="1", database=address) as here:
        fields = prepare(place, here)
        engine = Database(address or f"sqlite:///{here.database}").writer
        began = time.monotonic()
        million.fill(engine, here.root, here.company, ASSETS)
        yield _row(database, f"{ASSETS:,} assets, {million.LEAVES:,} folders written", [time.monotonic() - began], "s")
        engine.dispose()
        yield from rows(here, fields, database)


def prepare(folder: Path, here: World) -> dict[str, str]:
    """One picture taken in, and the metadata fields; returns their handles by name."""
    source = folder / "one"
    source.mkdir()
    samples.photo(source / "one.jpg", 600, 400)
    here.take_in(source, ["one.jpg"], "Take in")
    of = {"companyHandle": here.company, "assetType": "Asset", "defaultValue": ""}
    return {
        name: here.call("createMetadataField", name=name, fieldType=kind, **of) for name, kind in million.FIELDS.items()
    }


def rows(here: World, fields: Mapping[str, str], database: str) -> Iterator[Row]:
    for name, wish in wishes(here, fields).items():
        yield searched(here, database, name, wish)
    yield bulk(here, database, "searchAssets, page of 1,000 whole assets", _pages(here))
    everything = here.call.message("getFolderTree", companyHandle=here.company, folderPath="", depth=-1)
    yield bulk(here, database, "getFolderTree of 20,000 folders", [everything] * 5)
    yield bulk(here, database, "getFolderTree, one level", [_levels(here, brand) for brand in range(million.BRANDS)])
    yield bulk(here, database, "getAssetsByName of 100", [_names(here, turn) for turn in range(TURNS)])
    yield bulk(here, database, "batchSetAssetMetadata of 1,000", [_batch(here, fields, turn) for turn in range(TURNS)])
    yield bulk(here, database, "renameFolder over 100,000 assets", [_renamed(here, brand) for brand in range(10)])
    if installed("wrk"):
        yield small(here, database)


def wishes(here: World, fields: Mapping[str, str]) -> dict[str, Wish]:
    """Searches of each kind by name: what a turn asks."""

    def words(turn: int) -> tuple[str, str]:
        return million.WORDS[turn % 50], million.WORDS[turn * 7 % 50]

    def named(op: str, text: Callable[[int], str]) -> Wish:
        return lambda turn: _conditions("systemField", {"field": "Name", "op": op, "value": text(turn)})

    def valued(field: str, op: str, given: Callable[[int], dict[str, Any]]) -> Wish:
        return lambda turn: _conditions("metadata", {"fieldHandle": fields[field], "op": op, **given(turn)})

    found: dict[str, Wish] = {
        "all of one type": lambda turn: {"assetTypeArray": {"items": ["Image"]}, **_sorted("Name", turn)},
        "name begins, 20,000": named("StartsWith", lambda turn: words(turn)[0]),
        "name begins, few": named("StartsWith", lambda turn: million.name_of(turn * 40_009)[:-2]),
        "name contains, 20,000": named("Contains", lambda turn: f"-{words(turn)[1]}-"),
        "name contains, few": named("Contains", lambda turn: str(1_000_000 + turn * 40_013)[:-1]),
        "keyword, 200": lambda turn: {"keywordArray": {"items": [f"word{turn * 13}"]}},
        "keyword, 250,000": lambda turn: {"keywordArray": {"items": ["common"]}, **_sorted(FIELDS[turn % 5], turn)},
        "metadata equal, one": valued("Article", "Equals", lambda turn: {"value": f"A{1_000_000 + turn * 40_009}"}),
        "metadata equal, 50,000": valued("Color", "Equals", lambda turn: {"value": million.WORDS[turn % 20]}),
        "metadata range, 1,000": valued("Price", "Between", lambda turn: _range(turn * 300, 10)),
        "metadata range, 100,000": valued("Price", "Between", lambda turn: _range(turn * 300, 1_000)),
    }
    for field in FIELDS:
        found[f"subtree of 100,000 by {field}"] = partial(_below, here, "", field)
    for field in ("Name", "Created"):
        found[f"subtree of 2,500 by {field}"] = partial(_below, here, "/season07", field)
    return found


def _conditions(kind: str, one: dict[str, Any]) -> dict[str, Any]:
    return {f"{kind}ConditionArray": {"items": [one]}}


def _range(low: float, width: float) -> dict[str, Any]:
    return {"minDouble": low, "maxDouble": low + width}


def _sorted(field: str, turn: int) -> dict[str, Any]:
    return {"sortBy": field, "sortDirection": ("Ascending", "Descending")[turn % 2]}


def _below(here: World, path: str, field: str, turn: int) -> dict[str, Any]:
    return {"folder": f"{here.root}/brand{turn % million.BRANDS:02}{path}/", **_sorted(field, turn)}


def searched(here: World, database: str, name: str, wish: Wish) -> Row:
    """First and hundredth page; the total cold by the first call of a search, and warm by the others."""
    first, later, far = [], [], []
    for turn in range(TURNS):
        asked = wish(turn)
        first.append(_timed(here, _search(here, 1, asked)))
        later.append(_timed(here, _search(here, 1, asked)))
        far.append(_timed(here, _search(here, 100, asked)))
    shown = {"page 1": later, "page 100": far, "with a cold total": first}
    figures = "; ".join(f"{what} {_told(times, 'ms')}" for what, times in shown.items())
    return Row(f"{database}: {PAGE} of {name}", figures, "", "")


def bulk(here: World, database: str, name: str, messages: Sequence[bytes]) -> Row:
    return _row(database, name, [_timed(here, message) for message in messages], "ms")


def small(here: World, database: str) -> Row:
    """Calls per second of getAssets of one, answered by two processes, by wrk on the same cores.

    A connection stays with the process that took it: of four, all may lie with one.
    """
    here.server.stop()
    here.server.environment["SAFELIGHT_SERVER_PROCESSES"] = "2"
    here.server.start()
    handle = f"a|{million.FIRST_ID + 77}"
    message = here.call.message("getAssets", companyHandle=here.company, assetHandleArray={"items": [handle]})
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "post.lua"
        script.write_text(POST.format(body=json.dumps(message.decode())))
        rate = wrk_rate(f"{here.server.base_url}/scene7/services/IpsApiService", 16, "-s", str(script))
    return Row(f"{database}: getAssets of one, 16 connections, two processes", f"{rate:.0f}/s", "", "")


def _search(here: World, page: int, asked: Mapping[str, Any], rows: int = PAGE) -> bytes:
    return here.call.message(
        "searchAssets",
        **{"companyHandle": here.company, "includeSubfolders": True, "sortBy": "Name"} | dict(asked),
        recordsPerPage=rows,
        resultsPage=page,
    )


def _pages(here: World) -> list[bytes]:
    return [_search(here, page, {}, 1_000) for page in range(1, TURNS + 1)]


def _levels(here: World, brand: int) -> bytes:
    path = f"{here.root}/brand{brand:02}/"
    return here.call.message("getFolderTree", companyHandle=here.company, folderPath=path, depth=1)


def _names(here: World, turn: int) -> bytes:
    names = [million.name_of((turn * 100 + place) * 401 % ASSETS) for place in range(100)]
    return here.call.message("getAssetsByName", companyHandle=here.company, nameArray={"items": names})


def _batch(here: World, fields: Mapping[str, str], turn: int) -> bytes:
    numbers = [(turn * 1_000 + place) * 43 % ASSETS for place in range(1_000)]
    change = {"fieldHandle": fields["Season"], "value": f"sold {turn}"}
    group = {
        "assetHandleArray": {"items": [f"a|{million.FIRST_ID + number}" for number in numbers]},
        "updateArray": {"items": [change]},
    }
    return here.call.message("batchSetAssetMetadata", companyHandle=here.company, updateArray={"items": [group]})


def _renamed(here: World, brand: int) -> bytes:
    handle = f"f|{here.root}/brand{brand:02}/"
    return here.call.message(
        "renameFolder", companyHandle=here.company, folderHandle=handle, folderName=f"renamed{brand:02}"
    )


def _timed(here: World, message: bytes) -> float:
    """Milliseconds of a call, the parsing by the client left out."""
    began = time.perf_counter()
    reply = here.call.post(message)
    took = (time.perf_counter() - began) * 1000
    if b"Fault" in reply or not re.search(rb"<(\w+:)?\w+Return", reply):
        raise RuntimeError(reply[:800])
    return took


def _told(times: Sequence[float], unit: str) -> str:
    ordered = sorted(times)
    return f"p50 {statistics.median(ordered):.0f} {unit}, p99 {ordered[-1 - len(ordered) // 100]:.0f} {unit}"


def _row(database: str, name: str, times: Sequence[float], unit: str) -> Row:
    return Row(f"{database}: {name}", _told(times, unit), "", "")
