"""A company whose jobs are submitted and fired under a clock that the test turns; nothing is worked on."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from safelight.adapters.blobs import BlobStore
from safelight.adapters.engine import Dispatcher
from safelight.adapters.tracing import QUIET
from safelight.domain.moments import moment_ms
from safelight.domain.running import Running
from safelight.services import accounts, companies, job_controls, job_handles, job_views, schedules
from safelight.services.context import Context, Parts
from safelight.services.passwords import Passwords
from safelight.services.schedules import Submission
from safelight.serving import rendering
from safelight.settings import Settings
from safelight.store import job_runs, running
from safelight.store.database import Database
from safelight.store.tables import company as company_table
from safelight.store.tables import job_log_detail, job_run

PUBLISH = {"publishType": "Full", "emailSetting": "None"}
ZONE = ZoneInfo("America/New_York")


class SetClock:
    """Stands still until the test turns it."""

    def __init__(self) -> None:
        self.ms = 0

    def now_ms(self) -> int:
        return self.ms


class World:
    """`submit` and the like are calls of one user, each in a transaction of its own."""

    def __init__(self, database: Database, folder: Path) -> None:
        settings = Settings(data=folder, timezone=str(ZONE), argon2_time_cost=1, argon2_memory_kib=64)
        self.clock = SetClock()
        self.database = database
        self.parts = Parts(
            settings,
            self.clock,
            database,
            BlobStore(settings),
            Dispatcher(database),
            Passwords(settings),
            rendering.plan,
            QUIET,
        )
        self.at("2026-01-01T09:00")
        self.company, self.caller = self._found()

    def _found(self):
        mark = secrets.token_hex(4)
        with self.database.write() as tx:
            company = companies.create(tx, f"Jobs {mark}", None, None, self.clock.ms)
            account = accounts.create(
                tx,
                self.parts.passwords,
                f"{mark}@example.com",
                "Ada",
                "Test",
                "Sesam-0ffne",
                password_expires_ms=None,
                valid=True,
                ips_admin=False,
                now_ms=self.clock.ms,
            )
            accounts.join(tx, account.id, company.id, "IpsUser", active=True)
            return company, accounts.caller(tx, account)

    def expire(self) -> None:
        """Have this company's definitions out of the way of the next test."""
        with self.database.write() as tx:
            tx.execute(update(company_table).where(company_table.c.id == self.company.id).values(expires_ms=0))

    def at(self, text: str) -> None:
        """Turn the clock to a wall time in New York."""
        self.clock.ms = moment_ms(datetime.fromisoformat(text).replace(tzinfo=ZONE))

    def later(self, **units: float) -> None:
        self.clock.ms += timedelta(**units) // timedelta(milliseconds=1)

    @contextmanager
    def call(self, operation: str = "submitJob") -> Iterator[Context]:
        with self.database.write() as tx:
            yield Context(
                tx=tx,
                parts=self.parts,
                caller=self.caller,
                operation=operation,
                version="2014-04-03",
                locale="en",
                base_url="",
                client_address="192.0.2.7",
                request_id=secrets.token_hex(8),
                now_ms=self.clock.ms,
            )

    def submit(self, name: str = "nightly", **wanted) -> str:
        submission = Submission(**{"name": name, "element": "imageServingPublishJob", "options": PUBLISH} | wanted)
        with self.call() as ctx:
            return schedules.submit(ctx, self.company, submission)

    def execute(self, handle: str) -> None:
        with self.call() as ctx:
            schedules.execute(ctx, self.company, handle)

    def control(self, what: str, handle: str) -> None:
        with self.call() as ctx:
            getattr(job_controls, what)(ctx, self.company, handle)

    def fire(self) -> int:
        with self.database.write() as tx:
            return schedules.fire_due(tx, self.parts, self.clock.ms)

    def definition(self, name: str = "nightly"):
        with self.call() as ctx:
            handle = job_handles.read(self.company, f"j|{self.company.id}|{name}||")
            return job_handles.definition_of(ctx.tx, handle)

    def next_fire(self, name: str = "nightly") -> str:
        """When a definition is said to fire next, as a wall time in New York."""
        definition = self.definition(name)
        with self.call() as ctx:
            ms = job_views.next_fire_ms(ctx, definition)
        return datetime.fromtimestamp(ms / 1000, ZONE).isoformat()

    def runs(self, name: str = "nightly") -> list[Running]:
        """Every run of a name, oldest first."""
        mine = (job_run.c.company_id == self.company.id) & (job_run.c.original_name == name)
        with self.database.read() as tx:
            ids = tx.execute(select(job_run.c.id).where(mine).order_by(job_run.c.id)).scalars().all()
            return [running.by_id(tx, run_id) for run_id in ids]

    def asked(self, run: Running) -> Mapping[str, Any]:
        with self.database.read() as tx:
            return running.options(tx, run.id)

    def state(self, run: Running) -> str:
        with self.database.read() as tx:
            return job_runs.by_id(tx, run.id).shown_state

    def trigger_ms(self, run: Running) -> int:
        with self.database.read() as tx:
            return tx.execute(select(job_run.c.trigger_ms).where(job_run.c.id == run.id)).scalar_one()

    def finish(self, run: Running) -> None:
        """Bring a run to its end, as whoever works on it does."""
        with self.database.write() as tx:
            running.finish(tx, run.id, self.clock.ms)
            schedules.run_finished(tx, self.parts, run)

    def begin(self, run: Running) -> None:
        with self.database.write() as tx:
            running.begin(tx, run.id, "worker", "Optimizing files", self.clock.ms)

    def log(self, run: Running) -> list[tuple[str, str]]:
        """Type and message of the lines of a run's log."""
        columns = (job_log_detail.c.log_type, job_log_detail.c.message)
        wanted = select(*columns).where(job_log_detail.c.run_id == run.id).order_by(job_log_detail.c.id)
        with self.database.read() as tx:
            return [tuple(row) for row in tx.execute(wanted)]
