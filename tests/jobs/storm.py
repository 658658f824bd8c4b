"""A storm over a job of many files: workers die, the database restarts, the store is away; then it is looked at."""

import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from unittest.mock import patch

import httpx
import processes
import runs
from moto.server import ThreadedMotoServer
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from test_killing import counts, ended, submit
from webserver import Web

from databases import Postgresql
from safelight.services import invariants
from safelight.services.context import Parts
from safelight.settings import Settings
from safelight.store import tables

WORKERS = 3
KEYS = {"AWS_ACCESS_KEY_ID": "us", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1"}
AT_MOST_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """What a storm does; all of it in an order and at places that the seed decides.

    kill_every_s: a worker is killed with -9 so often, and another takes its place
    away_s:       how long the store is away, once
    """

    seed: int
    files: int
    kill_every_s: float = 2.0
    away_s: float = 10.0


@dataclass
class Outcome:
    """What stood when all was over; `counted` is lines, items told of, assets, and paths of assets."""

    counted: tuple[int, int, int, int]
    broken: list[str]
    unreferenced: set[str]
    attempts: int
    killed: int
    seconds: float
    errors: list[str] = field(default_factory=list)


def storm(folder: Path, web: Web, weather: Weather) -> Outcome:
    """Raise it over a job of new pictures on PostgreSQL and S3, and wait for the end of the job."""
    with ExitStack() as house:
        database = house.enter_context(_database())
        store = house.enter_context(_store())
        wanted = processes.settings(
            folder / "data",
            database=database.empty(),
            blobs=f"s3://{store.bucket}/kept",
            s3_endpoint=store.url,
            slot_stale_s=5.0,
        )
        parts = house.enter_context(processes.opened(wanted))
        urls = [_picture(web, weather, number) for number in range(weather.files)]
        run_id = submit(parts, urls)
        began = time.monotonic()
        killed = _blow(wanted, weather, lambda: _over(parts), [database.restart, lambda: store.away(weather.away_s)])
        return _seen(parts, run_id, killed, time.monotonic() - began)


@contextmanager
def _database() -> Iterator[Postgresql]:
    """A server of its own, right below the temporary folder, since the server's user must enter it."""
    with tempfile.TemporaryDirectory(prefix="safelight-storm-", ignore_cleanup_errors=True) as folder:
        server = Postgresql(Path(folder) / "postgresql")
        yield server
        server.close()


class Store:
    """An S3 service that can be away for a while, and then has what it had.

    All services of one process have the same buckets, so each storm has one of its own.
    """

    def __init__(self) -> None:
        self.bucket = f"storm-{next(_numbers)}"
        self._server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, self._port = self._server.get_host_and_port()
        self.url = f"http://{host}:{self._port}"

    def away(self, seconds: float) -> None:
        self.stop()
        time.sleep(seconds)
        self._server = ThreadedMotoServer("127.0.0.1", port=self._port, verbose=False)
        self._server.start()

    def stop(self) -> None:
        self._server.stop()


@contextmanager
def _store() -> Iterator[Store]:
    with patch.dict(os.environ, KEYS):
        store = Store()
        try:
            assert httpx.put(f"{store.url}/{store.bucket}").is_success
            yield store
        finally:
            store.stop()


def _picture(web: Web, weather: Weather, number: int) -> tuple[str, str]:
    content = runs.picture(width=300 + number, height=200 + weather.seed)
    return web.serve(f"/{weather.seed}/{number}.jpg", content), f"many/{number}.jpg"


def _blow(wanted: Settings, weather: Weather, over, disasters) -> int:
    """Keep three workers, kill one every now and then, have each disaster once; returns how many were killed."""
    chance, killed = random.Random(weather.seed), 0
    began = time.monotonic()
    pending = sorted(
        ((chance.uniform(2, 8), disaster) for disaster in disasters), key=lambda planned: planned[0], reverse=True
    )
    workers = [processes.Program(wanted, "worker") for _ in range(WORKERS)]
    threads = []
    try:
        next_kill = began + weather.kill_every_s
        while not over():
            now = time.monotonic()
            assert now - began < AT_MOST_S, workers[0].log.read_text()[-4000:]
            if pending and now - began > pending[-1][0]:
                threads.append(threading.Thread(target=pending.pop()[1]))
                threads[-1].start()
            if now > next_kill:
                place = chance.randrange(WORKERS)
                workers[place].kill()
                killed += 1
                workers[place] = processes.Program(wanted, "worker")
                next_kill = now + weather.kill_every_s
            time.sleep(0.05)
    finally:
        for thread in threads:
            thread.join()
        for worker in workers:
            worker.kill()
    return killed


def _over(parts: Parts) -> bool:
    """Whether the job has ended, as far as the database can be asked."""
    try:
        return ended(parts)
    except DBAPIError:
        return False


def _seen(parts: Parts, run_id: int, killed: int, seconds: float) -> Outcome:
    item, line = tables.job_item.c, tables.job_log_detail.c
    with parts.database.read() as tx:
        attempts = tx.execute(select(func.sum(item.attempts)).where(item.run_id == run_id)).scalar_one()
        wrong = (line.run_id == run_id) & (line.log_type == "UploadError")
        errors = list(tx.execute(select(line.message).where(wrong)).scalars())
    return Outcome(
        counted=counts(parts, run_id),
        broken=invariants.broken(parts),
        unreferenced=invariants.unreferenced(parts),
        attempts=int(attempts),
        killed=killed,
        seconds=seconds,
        errors=errors,
    )


_numbers = count()
