"""Slots: the places workers stand on. A slot's name is the executor id under which DBOS knows the worker."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from safelight.domain.slots import Slot
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import slot


def living(tx: Tx, since_ms: int) -> int:
    """How many workers have shown a sign of life since a moment."""
    return int(tx.execute(select(func.count()).where(slot.c.heartbeat_ms >= since_ms)).scalar_one())


def every(tx: Tx) -> Sequence[Slot]:
    """All slots, by name; there are as many as workers."""
    return [Slot(**row) for row in tx.execute(select(slot).order_by(slot.c.name)).mappings()]


def insert(tx: Tx, name: str, holder: str, now_ms: int) -> bool:
    """Make a slot; False where one of the name stands already."""
    new = upserts.insert(tx, slot).values(name=name, holder=holder, heartbeat_ms=now_ms)
    return tx.execute(new.on_conflict_do_nothing().returning(slot.c.name)).first() is not None


def take(tx: Tx, seen: Slot, holder: str, now_ms: int) -> bool:
    """Put a new holder on a slot that still is as it was seen."""
    same = (slot.c.name == seen.name) & (slot.c.holder == seen.holder) & (slot.c.heartbeat_ms == seen.heartbeat_ms)
    return tx.execute(update(slot).where(same).values(holder=holder, heartbeat_ms=now_ms)).rowcount == 1


def beat(tx: Tx, name: str, holder: str, now_ms: int) -> bool:
    """Write a heartbeat; False where somebody else holds the slot by now."""
    mine = (slot.c.name == name) & (slot.c.holder == holder)
    return tx.execute(update(slot).where(mine).values(heartbeat_ms=now_ms)).rowcount == 1


def abandon(tx: Tx, name: str, holder: str) -> None:
    """Leave a slot with work on it: stale from now on."""
    tx.execute(update(slot).where((slot.c.name == name) & (slot.c.holder == holder)).values(heartbeat_ms=0))


def remove(tx: Tx, name: str, holder: str) -> None:
    """Leave a slot that has nothing on it."""
    tx.execute(delete(slot).where((slot.c.name == name) & (slot.c.holder == holder)))
