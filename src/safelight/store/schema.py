"""Bring a database up to the tables this program knows, by Alembic, forward only."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from safelight.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK_KEY = 7_170_451


def upgrade(database: Database) -> None:
    """Run what is missing; several processes may call it at once, one does the work."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.write() as tx:
        if not database.is_sqlite:
            tx.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_KEY})")
        config.attributes["connection"] = tx
        command.upgrade(config, "head")
