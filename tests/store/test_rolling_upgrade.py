"""A program of the release before, started while hosts are upgraded one after another: it works on."""

import structlog
from sqlalchemy import text

from safelight import bootstrap
from safelight.services import companies
from safelight.settings import Settings
from safelight.store import schema
from safelight.store.database import Database


def upgraded(address):
    """The database at the address as a later release would leave it: one more column, and a revision of its own."""
    database = Database(address)
    schema.upgrade(database)
    with database.write() as tx:
        tx.execute(text("ALTER TABLE company ADD COLUMN of_the_next_release TEXT"))
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    return database


def test_a_database_of_a_newer_release_is_left_as_it_is(new_database):
    database = upgraded(new_database())
    with structlog.testing.capture_logs() as told:
        schema.upgrade(database)
    assert [(event["event"], event["revision"]) for event in told] == [("schema.newer", "9999")]
    with database.read() as tx:
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    database.close()


def test_the_program_starts_and_writes_beside_a_newer_release(new_database, tmp_path):
    address = new_database()
    upgraded(address).close()
    settings = Settings(data=tmp_path / "data", database=address, company="Old", argon2_time_cost=1)
    bootstrap.prepare(settings)
    parts = bootstrap.build(settings)
    with parts.database.write() as tx:
        companies.create(tx, "Made by the old", None, None, parts.clock.now_ms())
    with parts.database.read() as tx:
        assert companies.by_name(tx, "Old") is not None
        assert companies.by_name(tx, "Made by the old") is not None
    parts.database.close()
