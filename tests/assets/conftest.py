"""A database of either kind, and a fresh company in it for each test."""

from collections.abc import Iterator

import pytest
from asset_house import House, new_house

from databases import OpenDatabase
from safelight import assets
from safelight.domain.registry import load
from safelight.store.database import Database

load(assets)


@pytest.fixture(scope="session")
def asset_database(open_database: OpenDatabase) -> Iterator[Database]:
    with open_database() as database:
        yield database


@pytest.fixture
def house(asset_database: Database) -> House:
    return new_house(asset_database)
