"""INSERT that can say what to do on conflict, in the words of whichever database it goes to."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from safelight.store.database import Tx


def insert(tx: Tx, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert into the table with `on_conflict_do_update`, `on_conflict_do_nothing` and `excluded`."""
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)
