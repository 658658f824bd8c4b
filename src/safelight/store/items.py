"""Items of runs: listed once, taken by one worker at a time, fenced by a token."""

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, select, update

from safelight.domain.items import DONE, STOPPED, WAITING, WORKING, Item, NewItem, Progress
from safelight.store import upserts
from safelight.store.clock import Now
from safelight.store.database import Tx
from safelight.store.tables import job_item, job_run

_LET_GO = {"slot": None, "lease_until_ms": None}


def add(tx: Tx, run_id: int, first: int, listed: Iterable[NewItem]) -> None:
    """List items at the positions from `first` on; what stands at a position stays."""
    new = [
        {
            "run_id": run_id,
            "position": position,
            "target": item.target,
            "source": dict(item.source),
            "blob_digest": item.blob_digest,
            "state": WAITING,
            "attempts": 0,
            "token": 0,
            "size_bytes": item.size_bytes,
        }
        for position, item in enumerate(listed, first)
    ]
    if new:
        tx.execute(upserts.insert(tx, job_item).on_conflict_do_nothing(), new)


def clear(tx: Tx, run_id: int) -> None:
    """Forget what a listing that did not come to its end has left; walks job_item_position."""
    tx.execute(delete(job_item).where(job_item.c.run_id == run_id))


def extent(tx: Tx, run_id: int) -> tuple[int, int]:
    """How many items a run has, and their bytes; walks job_item_position."""
    total = select(func.count(), func.coalesce(func.sum(job_item.c.size_bytes), 0)).where(job_item.c.run_id == run_id)
    count, size_bytes = tx.execute(total).one()
    return int(count), int(size_bytes)


def waiting(tx: Tx, run_id: int) -> int:
    """How many items nobody has begun, or somebody gave back; walks job_item_by_state."""
    return int(tx.execute(select(func.count()).select_from(job_item).where(_in_state(run_id, WAITING))).scalar_one())


def open_ones(tx: Tx, run_id: int) -> bool:
    """Whether any item is not at its end; walks job_item_by_state."""
    either = exists().where(_in_state(run_id, WAITING)) | exists().where(_in_state(run_id, WORKING))
    return bool(tx.execute(select(either)).scalar_one())


def others_open(tx: Tx, item: Item) -> bool:
    """Whether an item of the run besides this one is not at its end; walks job_item_by_state."""
    states = (WAITING, WORKING)
    other = (job_item.c.run_id == item.run_id) & job_item.c.state.in_(states) & (job_item.c.id != item.id)
    return tx.execute(select(job_item.c.id).where(other).limit(1)).first() is not None


def claim(tx: Tx, run_id: int, slot: str, lease_ms: int, now_ms: int) -> Item | None:
    """Take the first waiting item, and count the attempt; None where none waits, or the run is to pause or to stop.

    lease_ms: how long it stays in these hands, unless that is renewed
    Walks job_item_by_state.
    """
    told = {"of_run": run_id, "taken": WORKING, "by": slot, "lease_ms": lease_ms, "now_ms": now_ms}
    row = tx.execute(_TAKE, told).mappings().one_or_none()
    return None if row is None else Item(**row)


def move(tx: Tx, item: Item, progress: Progress, now_ms: int) -> None:
    """Note how far an item in hand has come; nothing happens where it is in other hands."""
    come = {"done_bytes": progress.done_bytes, "share": progress.share, "moved_ms": now_ms}
    size = {"size_bytes": progress.size_bytes} if progress.size_bytes else {}
    tx.execute(update(job_item).where(_held(item)).values(**come, **size))


def attempt(tx: Tx, item: Item) -> bool:
    """Count one more attempt at an item in hand; False where it is in other hands."""
    more = update(job_item).where(_held(item)).values(attempts=job_item.c.attempts + 1)
    return tx.execute(more).rowcount == 1


def finish(tx: Tx, item: Item) -> bool:
    """Bring an item to its end; False where it is in other hands, and nothing may be written for it."""
    held = {"held_id": item.id, "held_token": item.token}
    return tx.execute(_FINISH, {**held, "state": DONE, "blob_digest": None, **_LET_GO}).rowcount == 1


def made(tx: Tx, item: Item, asset_id: int) -> None:
    """Note what came of an item at its end."""
    tx.execute(_MADE, {"held_id": item.id, "made_id": asset_id})


def holds(tx: Tx, item: Item) -> bool:
    """Whether the item is still in these hands, and stays there until the transaction ends."""
    return tx.execute(select(job_item.c.id).where(_held(item)).with_for_update()).first() is not None


def give_back(tx: Tx, item: Item) -> None:
    """Let the item wait again, as if it had not been begun."""
    back = {"state": WAITING, "attempts": job_item.c.attempts - 1, **_LET_GO}
    tx.execute(update(job_item).where(_held(item)).values(**back))


def stop(tx: Tx, run_id: int) -> None:
    """End what waits; walks job_item_by_state."""
    ended = {"state": STOPPED, "blob_digest": None}
    tx.execute(update(job_item).where(_in_state(run_id, WAITING)).values(**ended))


def renew(tx: Tx, item_ids: Iterable[int], slot: str, lease_until_ms: int) -> None:
    """Hold on to items a slot has in hand; walks the primary key."""
    mine = job_item.c.id.in_(list(item_ids)) & (job_item.c.slot == slot) & (job_item.c.state == WORKING)
    tx.execute(update(job_item).where(mine).values(lease_until_ms=lease_until_ms))


def release(tx: Tx, slot: str) -> None:
    """Let the items of a slot wait again, for the worker that had them is dead; walks job_item_by_slot."""
    lost = (job_item.c.slot == slot) & (job_item.c.state == WORKING)
    tx.execute(update(job_item).where(lost).values(state=WAITING, **_LET_GO))


def any_expired(tx: Tx, now_ms: int) -> bool:
    """Walks job_item_by_slot."""
    return tx.execute(select(job_item.c.id).where(_expired(now_ms)).limit(1)).first() is not None


def release_expired(tx: Tx, now_ms: int) -> int:
    """Let items wait again whose lease has run out; returns how many. Walks job_item_by_slot."""
    return tx.execute(update(job_item).where(_expired(now_ms)).values(state=WAITING, **_LET_GO)).rowcount


def _expired(now_ms: int) -> ColumnElement[bool]:
    return (job_item.c.slot > "") & (job_item.c.state == WORKING) & (job_item.c.lease_until_ms < now_ms)


def _in_state(run_id: int, state: str) -> ColumnElement[bool]:
    return (job_item.c.run_id == run_id) & (job_item.c.state == state)


def _held(item: Item) -> ColumnElement[bool]:
    return (job_item.c.id == item.id) & (job_item.c.token == item.token) & (job_item.c.state == WORKING)


_FIRST = (
    select(job_item.c.id)
    .where(job_item.c.run_id == bindparam("of_run"), job_item.c.state == WAITING)
    .where(exists().where(job_run.c.id == bindparam("of_run"), ~job_run.c.paused, ~job_run.c.stopping))
    .order_by(job_item.c.position)
    .limit(1)
    .with_for_update(skip_locked=True)
)
"""Made once, as the next three: to make a statement takes as long as to carry it out, and these are for every item."""
_TAKE = (
    update(job_item)
    .where(job_item.c.id == _FIRST.scalar_subquery())
    .values(
        state=bindparam("taken"),
        attempts=job_item.c.attempts + 1,
        token=job_item.c.token + 1,
        slot=bindparam("by"),
        lease_until_ms=Now() + bindparam("lease_ms"),
        done_bytes=0,
        share=0.0,
        moved_ms=bindparam("now_ms"),
    )
    .returning(*(job_item.c[field.name] for field in fields(Item)))
)
_FINISH = update(job_item).where(
    job_item.c.id == bindparam("held_id"), job_item.c.token == bindparam("held_token"), job_item.c.state == WORKING
)
_MADE = update(job_item).where(job_item.c.id == bindparam("held_id")).values(asset_id=bindparam("made_id"))
