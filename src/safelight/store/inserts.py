"""Insert where a unique key may be taken, on every database alike."""

from collections.abc import Mapping

from sqlalchemy import Table, insert
from sqlalchemy.exc import IntegrityError

from safelight.store.database import Tx


def unique(tx: Tx, table: Table, values: Mapping[str, object]) -> int | None:
    """Insert one row; returns its `id`, or None where a key of it is taken.

    A savepoint keeps the transaction usable after the refusal, which PostgreSQL would else abort.
    """
    try:
        with tx.begin_nested():
            done = tx.execute(insert(table).values(**values))
    except IntegrityError:
        return None
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])
