"""A database of either kind with the real dispatcher on it, a clock that the test sets, and a fresh company."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jobs_world import World

from databases import OpenDatabase
from safelight.store.database import Database


@pytest.fixture(scope="session")
def jobs_database(open_database: OpenDatabase) -> Iterator[Database]:
    with open_database() as database:
        yield database


@pytest.fixture
def world(jobs_database: Database, tmp_path: Path) -> Iterator[World]:
    made = World(jobs_database, tmp_path)
    yield made
    made.expire()
