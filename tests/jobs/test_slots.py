"""Slots: a worker stands on one; who takes over a dead one's knows it by the lock or by the heartbeat."""

import pytest
from sqlalchemy import insert, select

from safelight.services import slots
from safelight.store import tables


@pytest.fixture
def lease(parts):
    taken = slots.take(parts)
    yield taken
    slots.leave(parts, taken, work_left=False)


def rows(parts):
    with parts.database.read() as tx:
        return {row.name: row for row in tx.execute(select(tables.slot))}


def foreign(parts, name, heartbeat_ms):
    """A slot that a worker on another machine holds."""
    with parts.database.write() as tx:
        values = {"name": name, "holder": "elsewhere|/data|1|mark", "heartbeat_ms": heartbeat_ms}
        tx.execute(insert(tables.slot).values(**values))


def now_ms(parts):
    with parts.database.read() as tx:
        return parts.database.now_ms(tx)


def test_two_workers_never_stand_on_one_slot(parts, lease):
    other = slots.take(parts)
    assert other.slot != lease.slot
    slots.leave(parts, other, work_left=False)


def test_a_slot_that_is_left_is_gone(parts):
    left = slots.take(parts)
    slots.leave(parts, left, work_left=False)
    assert left.slot not in rows(parts)


def test_a_slot_left_with_work_on_it_is_taken_by_the_next(parts):
    left = slots.take(parts)
    slots.leave(parts, left, work_left=True)
    after = slots.take(parts)
    assert after.slot == left.slot
    slots.leave(parts, after, work_left=False)


def test_the_slot_of_a_worker_killed_on_this_machine_is_taken_at_once(parts):
    killed = slots.take(parts)
    killed.lock.release()
    after = slots.take(parts)
    assert after.slot == killed.slot
    assert not slots.beat(parts, killed, ())
    slots.leave(parts, after, work_left=False)


def test_the_slot_of_a_worker_elsewhere_is_taken_when_its_heartbeat_is_old(parts, lease):
    foreign(parts, "far", now_ms(parts) - 16_000)
    assert slots.stale(parts, lease.slot) == ["far"]
    after = slots.take(parts, "far")
    assert after.slot == "far"
    assert slots.stale(parts, lease.slot) == []
    slots.leave(parts, after, work_left=False)


def test_the_slot_of_a_worker_that_lives_is_not_taken(parts, lease):
    foreign(parts, "alive", now_ms(parts))
    assert slots.stale(parts, lease.slot) == []
    for name in ("alive", lease.slot, "never heard of"):
        with pytest.raises(slots.SlotTakenError):
            slots.take(parts, name)


def test_a_heartbeat_is_by_the_clock_of_the_database(parts, lease):
    before = rows(parts)[lease.slot].heartbeat_ms
    assert slots.beat(parts, lease, ())
    assert before <= rows(parts)[lease.slot].heartbeat_ms <= now_ms(parts)
