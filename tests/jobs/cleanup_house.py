"""A house of its own for tests of the cleanup, which concerns all companies at once, with a clock that can be moved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from asgi import AsgiClient
from harness import Server, new_server
from safelight import bootstrap
from safelight.adapters.clock import SystemClock
from safelight.domain.jobs import CLEANUP
from safelight.gateway.app import build_app
from safelight.jobs import drain
from safelight.services import invariants
from safelight.services.context import Parts
from safelight.settings import Settings
from safelight.store import tables

DAY_MS = 86_400_000
ZEROS = "0" * 64


class MovableClock(SystemClock):
    """The time of the machine, and what tests let pass besides."""

    def __init__(self) -> None:
        self.ahead_ms = 0

    def now_ms(self) -> int:
        return super().now_ms() + self.ahead_ms


class House:
    """One installation with the cleanup on its schedule."""

    def __init__(self, parts: Parts, http: AsgiClient, clock: MovableClock) -> None:
        self.parts, self.http, self.clock = parts, http, clock

    def company(self) -> Server:
        return new_server(self.parts, self.http)

    def admin(self) -> Server:
        """An IpsAdmin, who reaches the shared company too."""
        server = self.company().as_ips_admin()
        server.company = "c|0"
        return server

    def pass_days(self, days: float) -> None:
        self.clock.ahead_ms += round(days * DAY_MS)

    def night(self, count: int = 1) -> None:
        """Let nights pass one by one; whoever works on jobs notices that the cleanup is due."""
        for _ in range(count):
            self.pass_days(1)
            drain.drain(self.parts)
            assert [what for what in invariants.broken(self.parts) if ZEROS not in what] == []

    def rows(self, table: Any, *wanted: Any) -> Any:
        with self.parts.database.read() as tx:
            return tx.execute(select(table).where(*wanted)).all()

    def change(self, table: Any, *wanted: Any, **values: Any) -> None:
        with self.parts.database.write() as tx:
            tx.execute(update(table).where(*wanted).values(**values))

    def runs(self, company_id: int = 0) -> Any:
        run = tables.job_run
        return self.rows(run, run.c.element == CLEANUP, run.c.company_id == company_id)


@contextmanager
def opened(new_database: Callable[[], str], folder: Path, **more: Any) -> Iterator[House]:
    bootstrap.load_plugins()
    settings = Settings(
        data=folder / "data",
        database=new_database(),
        upload_roots=str(folder),
        worker_threads=2,
        argon2_time_cost=1,
        argon2_memory_kib=64,
        **more,
    )
    bootstrap.prepare(settings)
    clock = MovableClock()
    parts = bootstrap.build(settings, clock)
    with AsgiClient(build_app(parts)) as http:
        yield House(parts, http, clock)
    parts.database.close()
