"""One database, two ways in: a write transaction or a read snapshot.

SQLite: WAL, `synchronous=FULL`; a writer begins IMMEDIATE, a reader may not write (an upgraded
reader fails with BUSY_SNAPSHOT, which no waiting cures). PostgreSQL: a writer sees what others
have committed meanwhile, a reader is READ ONLY and REPEATABLE READ.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select
from sqlalchemy.exc import DBAPIError, OperationalError

from safelight.store import changes
from safelight.store.answers import Answers
from safelight.store.clock import Now
from safelight.store.together import Together
from safelight.store.watchful import driven

BUSY_TIMEOUT_MS = 30_000
MAPPED_BYTES: Final = 2**31 - 2**16
"""Of a SQLite file, read by readers without a copy; the most SQLite maps."""
TRIES: Final = 5
RETRY_PAUSE_S: Final = 0.02
"""Grows with each try: who was ended leaves the others time to go on, else it takes their locks again."""
GIVEN_UP: Final = frozenset({"40001", "40P01"})
"""Codes of PostgreSQL for a transaction it ended so that others can go on: serialization failure, deadlock."""

_LIGHT: Final = "safelight_light"
_SYNCHRONOUS: Final = "safelight_synchronous"

Tx = Connection
Result = TypeVar("Result")


class Database:
    """Opens transactions; owns the connection pools."""

    def __init__(self, url: str) -> None:
        self.url = driven(url)
        self.kind = make_url(self.url).get_backend_name()
        self.is_sqlite = self.kind == "sqlite"
        self.writer = self._engine("BEGIN IMMEDIATE", query_only=False)
        changes.watch(self.writer)
        self._writing = Lock()
        self._together = Together(self._turn, self._transaction)
        self._light = self.writer.execution_options(**{_LIGHT: True})
        reader = self._engine("BEGIN", query_only=True) if self.is_sqlite else self._snapshots(self.writer)
        self._reader = reader.execution_options(answers=Answers())

    @contextmanager
    def write(self, company_id: int | None = None) -> Iterator[Tx]:
        """One write transaction: committed at the end, rolled back by any exception.

        company_id: the only company whose assets it may change; None = any
        """
        with self._turn(), self._transaction(company_id, light=False) as tx:
            yield tx

    @contextmanager
    def write_lightly(self) -> Iterator[Tx]:
        """As `write`, but its end does not wait for the disk: what it wrote outlives us, though not a power cut.

        For what need not outlive one: that somebody works on something, or did, and let go of it.
        """
        with self._turn(), self._transaction(None, light=True) as tx:
            yield tx

    def transact(self, work: Callable[[Tx], Result], company_id: int | None = None) -> Result:
        """What the work gives, done in one write transaction; on SQLite in one with what others wait to do.

        Done from the start again where PostgreSQL ended one of several that waited for each other, so the work may have
        no effect outside; raises DBAPIError where it was ended five times.
        """
        if self.is_sqlite:
            return self._together.do(work, company_id, light=False)
        for done in range(1, TRIES):
            try:
                with self.write(company_id) as tx:
                    return work(tx)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in GIVEN_UP:
                    raise
            time.sleep(RETRY_PAUSE_S * done)
        with self.write(company_id) as tx:
            return work(tx)

    def transact_lightly(self, work: Callable[[Tx], Result]) -> Result:
        """What the work gives, done as in `write_lightly`; on SQLite in one transaction with what others wait to do."""
        if self.is_sqlite:
            return self._together.do(work, None, light=True)
        with self.write_lightly() as tx:
            return work(tx)

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """One snapshot that cannot write."""
        with self._reader.connect() as tx:
            yield tx

    def now_ms(self, tx: Tx) -> int:
        """The database's own clock, which leases use, UTC milliseconds."""
        return int(tx.execute(_NOW).scalar_one())

    def close(self) -> None:
        self.writer.dispose()
        self._reader.dispose()

    @contextmanager
    def _transaction(self, company_id: int | None, light: bool) -> Iterator[Tx]:
        with (self._light if light else self.writer).begin() as tx:
            if light and not self.is_sqlite:
                tx.exec_driver_sql("SET LOCAL synchronous_commit TO off")
            changes.begin(tx)
            yield tx
            changes.end(tx, company_id)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Have writers of this process go one by one: SQLite has those who wait sleep, longer than most writes take."""
        mine = self.is_sqlite and self._writing.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            yield
        finally:
            if mine:
                self._writing.release()

    def _engine(self, begin: str, *, query_only: bool) -> Engine:
        if not self.is_sqlite:
            return create_engine(self.url, pool_pre_ping=True, pool_size=10, max_overflow=20)
        engine = create_engine(
            self.url, pool_size=10, max_overflow=20, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}
        )
        _tune_sqlite(engine, begin, query_only=query_only)
        return engine

    def _snapshots(self, engine: Engine) -> Engine:
        """The same pool; its connections begin as readers and go back as they were."""
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _tune_sqlite(engine: Engine, begin: str, *, query_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def opened(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            connection.execute(f"PRAGMA {pragma}")
        if query_only:
            connection.execute("PRAGMA query_only=ON")
            connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        if not query_only:
            _synchronise(connection, "NORMAL" if connection.get_execution_options().get(_LIGHT) else "FULL")
        _tell(connection, begin)


def _synchronise(connection: Connection, wanted: str) -> None:
    """Set it where it is not so: a connection of the pool keeps what its last transaction wanted."""
    if connection.info.get(_SYNCHRONOUS) != wanted:
        _tell(connection, f"PRAGMA synchronous={wanted}")
        connection.info[_SYNCHRONOUS] = wanted


def _tell(connection: Connection, statement: str) -> None:
    """Carry out what answers nothing: SQLAlchemy's way takes longer than all that SQLite does."""
    driver = connection.connection.driver_connection
    assert driver is not None
    try:
        driver.execute(statement)
    except sqlite3.Error as error:
        raise OperationalError(statement, None, error) from error


_NOW: Final = select(Now())
