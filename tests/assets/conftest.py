"""A database of either kind, and a fresh company in it for each test."""

import secrets
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from asset_house import House, new_house
from sqlalchemy import create_engine, text

from safelight import assets
from safelight.domain.registry import load
from safelight.store.database import Database
from safelight.store.tables import metadata

load(assets)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def asset_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    if request.param == "sqlite":
        yield from _opened(f"sqlite:///{tmp_path_factory.mktemp('assets') / 'rows.db'}")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pgserver")
    with tempfile.TemporaryDirectory(prefix="safelight-pg-") as folder:
        Path(folder).chmod(0o755)
        server = pgserver.get_server(Path(folder) / "data")
        name = f"assets_{secrets.token_hex(4)}"
        engine = create_engine(_psycopg(server.get_uri()), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        try:
            yield from _opened(_psycopg(server.get_uri(name)))
        finally:
            server.cleanup()


@pytest.fixture
def house(asset_database: Database) -> House:
    return new_house(asset_database)


def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    with database.write() as tx:
        metadata.create_all(tx)
    yield database
    database.close()


def _psycopg(uri: str) -> str:
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)
