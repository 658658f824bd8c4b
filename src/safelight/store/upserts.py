"""INSERT that can say what to do on conflict, in the words of whichever database it goes to."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert(tx: Connection, table: Table) -> Insert:
    """An insert into the table with `on_conflict_do_update`, `on_conflict_do_nothing` and `excluded`."""
    return of(tx.dialect.name, table)


def put(tx: Connection, table: Table, keys: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Write a row, in place of the one with these keys if there is one."""
    tx.execute(_put(tx.dialect.name, table, tuple(keys), tuple(values)), {**keys, **values})


@cache
def _put(dialect: str, table: Table, keys: Sequence[str], columns: Sequence[str]) -> Insert:
    """Made once: to make a statement takes longer than to carry it out."""
    new = of(dialect, table)
    return new.on_conflict_do_update(index_elements=keys, set_={name: new.excluded[name] for name in columns})


def of(dialect: str, table: Table) -> Insert:
    """As `insert`, for statements that are made once for each kind of database."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
