"""Bring a database up to the tables this program knows, by Alembic, forward only.

A newer release may have been there before us, while hosts are upgraded one after another; its tables are left to it.
"""

from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from safelight.store.database import Database, Tx

log = structlog.get_logger()

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
        if _is_newer(tx, config):
            log.warning("schema.newer", revision=_revision(tx))
            return
        command.upgrade(config, "head")


def _is_newer(tx: Tx, config: Config) -> bool:
    """Whether the database stands at a revision that this program does not know."""
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    return _revision(tx) not in {None, *known}


def _revision(tx: Tx) -> str | None:
    return MigrationContext.configure(tx).get_current_revision()
