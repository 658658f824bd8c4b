"""Which worker stands on which slot, and which slots lost theirs.

A worker that dies leaves its slot behind, with workflows and items on it. Who takes the slot goes on with them.
"""

import platform
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from os import getpid
from pathlib import Path

from safelight.adapters.locks import FileLock
from safelight.domain.slots import Slot
from safelight.services.context import Parts
from safelight.store import items
from safelight.store import slots as rows
from safelight.store.database import Tx


@dataclass(frozen=True, slots=True)
class Lease:
    """A slot this process holds; `lock` tells others on this machine, without delay, whether we live."""

    slot: str
    holder: str
    lock: FileLock


class SlotTakenError(Exception):
    """The slot asked for has a living worker."""


def take(parts: Parts, wanted: str | None = None) -> Lease:
    """Stand on a slot: that of a dead worker if there is one, else a new one. Items that lay on it wait again.

    wanted: only this one
    raises: SlotTakenError
    """
    with parts.database.write() as tx:
        lease = _take(parts, tx, wanted)
        if lease is None:
            raise SlotTakenError(wanted)
        items.release(tx, lease.slot)
        return lease


def beat(parts: Parts, lease: Lease, in_hand: Collection[int]) -> bool:
    """Say that we live, and hold on to the items we have in hand; False where the slot went to somebody else."""
    with parts.database.write() as tx:
        now_ms = parts.database.now_ms(tx)
        if not rows.beat(tx, lease.slot, lease.holder, now_ms):
            return False
        items.renew(tx, in_hand, lease.slot, now_ms + _stale_ms(parts))
        return True


def leave(parts: Parts, lease: Lease, *, work_left: bool) -> None:
    """Step off the slot; with work left on it, it is there for the next one to take at once."""
    with parts.database.write() as tx:
        items.release(tx, lease.slot)
        (rows.abandon if work_left else rows.remove)(tx, lease.slot, lease.holder)
    lease.lock.release()


def stale(parts: Parts, own: str) -> Sequence[str]:
    """The other slots whose worker has shown no sign of life for `slot_stale_s`."""
    with parts.database.read() as tx:
        now_ms = parts.database.now_ms(tx)
        return [slot.name for slot in rows.every(tx) if slot.name != own and is_stale(parts, slot, now_ms)]


def _take(parts: Parts, tx: Tx, wanted: str | None) -> Lease | None:
    now_ms = parts.database.now_ms(tx)
    known = rows.every(tx)
    for slot in known:
        if wanted in {None, slot.name}:
            lock = _vacant(parts, slot, now_ms)
            lease = Lease(slot.name, _holder(parts), lock) if lock else None
            if lease is not None and rows.take(tx, slot, lease.holder, now_ms):
                return lease
    return None if wanted else _new(parts, tx, {slot.name for slot in known}, now_ms)


def _new(parts: Parts, tx: Tx, names: set[str], now_ms: int) -> Lease:
    number = 1
    while True:
        name = f"slot-{number}"
        number += 1
        if name in names:
            continue
        lock = FileLock(_lock_path(parts, name))
        holder = _holder(parts)
        if lock.acquire() and rows.insert(tx, name, holder, now_ms):
            return Lease(name, holder, lock)
        lock.release()


def _vacant(parts: Parts, slot: Slot, now_ms: int) -> FileLock | None:
    """The lock of a slot whose worker is gone; None where it lives, or may."""
    lock = FileLock(_lock_path(parts, slot.name))
    locked = lock.acquire()
    neighbour = slot.holder.rsplit("|", 2)[0] == _home(parts)
    if (neighbour and locked) or is_stale(parts, slot, now_ms):
        return lock
    lock.release()
    return None


def is_stale(parts: Parts, slot: Slot, now_ms: int) -> bool:
    """Whether its worker has shown no sign of life for `slot_stale_s`."""
    return slot.heartbeat_ms < now_ms - _stale_ms(parts)


def _stale_ms(parts: Parts) -> int:
    return int(parts.settings.slot_stale_s * 1000)


def _home(parts: Parts) -> str:
    return f"{platform.node()}|{parts.settings.data.absolute()}"


def _holder(parts: Parts) -> str:
    return f"{_home(parts)}|{getpid()}|{secrets.token_hex(4)}"


def _lock_path(parts: Parts, slot: str) -> Path:
    return parts.settings.data / "slots" / f"{slot}.lock"
