"""Writers that wait for the same disk: one transaction for all of them, and yet each on its own."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.exc import IntegrityError

from safelight.store.tables import system_property

WHO = ContextVar("who", default="nobody")


@pytest.fixture
def database(open_database):
    with open_database() as database:
        yield database


@pytest.fixture(autouse=True)
def _on_sqlite(database):
    if not database.is_sqlite:
        pytest.skip("PostgreSQL does this by itself")


def put(tx, name):
    tx.execute(insert(system_property).values(name=name, value=""))
    return name


def put_twice(tx, name):
    put(tx, name)
    put(tx, name)


def names(database):
    with database.read() as tx:
        return list(tx.execute(select(system_property.c.name).order_by(system_property.c.name)).scalars())


def at_once(database, *works):
    """What comes of works that all wait for a writer to end."""
    with ThreadPoolExecutor(len(works)) as pool:
        with database.write():
            ends = [pool.submit(copy_context().run, database.transact, work) for work in works]
            time.sleep(0.1)
        return [end.exception() or end.result() for end in ends]


def commits(database):
    seen = []
    event.listen(database.writer, "commit", seen.append)
    return seen


def test_those_that_wait_are_committed_together(database):
    seen = commits(database)
    assert at_once(database, *(lambda tx, name=name: put(tx, name) for name in "abcd")) == list("abcd")
    assert names(database) == list("abcd")
    assert len(seen) == 2  # that of the writer they waited for, and theirs


def test_one_that_fails_takes_back_nothing_of_the_others(database):
    first, failed, last = at_once(
        database, lambda tx: put(tx, "a"), lambda tx: put_twice(tx, "b"), lambda tx: put(tx, "c")
    )
    assert (first, last) == ("a", "c")
    assert isinstance(failed, IntegrityError)
    assert names(database) == ["a", "c"]


def test_nobody_is_told_of_success_where_the_whole_transaction_ends(database):
    def end_all(tx):
        put(tx, "b")
        tx.connection.driver_connection.rollback()
        raise sqlite3.OperationalError("database or disk is full")

    ends = at_once(database, lambda tx: put(tx, "a"), end_all, lambda tx: put(tx, "c"))
    assert [name for name in "ac" if name in ends] == names(database) == []
    assert all(isinstance(end, Exception) for end in ends)


def test_each_is_done_as_the_thread_that_wants_it(database):
    def told(tx):
        return WHO.get()

    works = []
    for name in "abc":
        context = copy_context()
        context.run(WHO.set, name)
        works.append((context, told))
    with ThreadPoolExecutor(3) as pool:
        with database.write():
            ends = [pool.submit(context.run, database.transact, work) for context, work in works]
            time.sleep(0.1)
        assert [end.result() for end in ends] == ["a", "b", "c"]


def test_a_light_one_waits_for_the_disk_where_another_does(database):
    def synchronous(tx):
        return tx.exec_driver_sql("PRAGMA synchronous").scalar_one()

    assert database.transact_lightly(synchronous) == 1
    with ThreadPoolExecutor(2) as pool:
        with database.write():
            light = pool.submit(database.transact_lightly, synchronous)
            full = pool.submit(database.transact, synchronous)
            time.sleep(0.1)
        assert (light.result(), full.result()) == (2, 2)
