"""Properties of the whole installation, by name."""

from sqlalchemy import insert, select

from safelight.store.database import Tx
from safelight.store.tables import system_property


def value(tx: Tx, name: str) -> str | None:
    """The value of one property, or None."""
    return tx.execute(select(system_property.c.value).where(system_property.c.name == name)).scalar_one_or_none()


def add(tx: Tx, name: str, text: str) -> None:
    tx.execute(insert(system_property).values(name=name, value=text))
