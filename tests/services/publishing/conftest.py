"""A database of either kind, and a fresh company in it for each test."""

from collections.abc import Iterator

import pytest
from publish_world import World

from databases import OpenDatabase
from safelight.store.database import Database


@pytest.fixture(scope="session")
def publish_database(open_database: OpenDatabase) -> Iterator[Database]:
    with open_database() as database:
        yield database


@pytest.fixture
def world(publish_database: Database) -> World:
    return World(publish_database)
