"""What the installation as a whole remembers, shared by every process and host of it."""

from safelight.store import system_properties
from safelight.store.database import Tx


def ensure(tx: Tx, name: str, default: str) -> str:
    """The value of a property, set to `default` if nobody had set it."""
    known = system_properties.value(tx, name)
    if known is None:
        system_properties.add(tx, name, default)
    return default if known is None else known


def value(tx: Tx, name: str) -> str | None:
    return system_properties.value(tx, name)
