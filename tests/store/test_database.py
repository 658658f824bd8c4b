"""Two ways into a database: writers that take turns, and readers of one moment that cannot write."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from safelight.store.tables import system_property


@pytest.fixture
def database(open_database):
    with open_database() as database:
        yield database


def put(tx, name):
    tx.execute(insert(system_property).values(name=name, value=""))


def put_twice(tx, name):
    put(tx, name)
    put(tx, name)


def names(tx):
    return list(tx.execute(select(system_property.c.name).order_by(system_property.c.name)).scalars())


def test_what_a_writer_wrote_is_there_afterwards(database):
    with database.write() as tx:
        put(tx, "a")
    with database.read() as tx:
        assert names(tx) == ["a"]


def test_an_error_takes_everything_back(database):
    with pytest.raises(IntegrityError), database.write() as tx:
        put_twice(tx, "a")
    with database.read() as tx:
        assert names(tx) == []


def test_what_was_written_lightly_is_there_for_others_and_taken_back_by_an_error(database):
    with database.write_lightly() as tx:
        put(tx, "a")
    with pytest.raises(IntegrityError), database.write_lightly() as tx:
        put_twice(tx, "b")
    with database.read() as tx:
        assert names(tx) == ["a"]


SYNCHRONOUS = {
    "sqlite": ("PRAGMA synchronous", "SELECT 1", 2, 1),
    "postgresql": ("SHOW synchronous_commit", "SET synchronous_commit TO on", "on", "off"),
}


def test_a_write_waits_for_the_disk_also_after_a_light_one(database):
    question, usual, full, light = SYNCHRONOUS[database.kind]
    with database.writer.connect() as connection:
        connection.exec_driver_sql(usual)
        connection.commit()
    for write, expected in ((database.write, full), (database.write_lightly, light), (database.write, full)):
        with write() as tx:
            assert tx.exec_driver_sql(question).scalar_one() == expected


def test_a_reader_sees_one_moment(database):
    with database.read() as tx:
        assert names(tx) == []
        with database.write() as other:
            put(other, "a")
        assert names(tx) == []
    with database.read() as tx:
        assert names(tx) == ["a"]


def test_a_reader_cannot_write(database):
    with pytest.raises(DBAPIError, match=r"read-?only"), database.read() as tx:
        put(tx, "a")
    with database.write() as tx:
        put(tx, "b")
        assert names(tx) == ["b"]


def test_a_writer_sees_what_others_wrote_before_it_began(database):
    for name in "abc":
        with database.write() as tx:
            put(tx, name)
            assert name in names(tx)


def test_two_that_wait_for_each_other_are_both_done(database):
    with database.write() as tx:
        for name in "ab":
            put(tx, name)
    met = threading.Barrier(2)

    def both(first, second):
        tries = []

        def work(tx):
            tries.append(first)
            change(tx, first)
            if len(tries) == 1 and not database.is_sqlite:
                met.wait()
            change(tx, second)

        database.transact(work)
        return len(tries)

    with ThreadPoolExecutor(2) as pool:
        tries = list(pool.map(both, "ab", "ba"))
    assert sum(tries) == (2 if database.is_sqlite else 3)
    with database.read() as tx:
        assert list(tx.execute(select(system_property.c.value)).scalars()) == ["xx", "xx"]


def change(tx, name):
    this = system_property.c.name == name
    tx.execute(update(system_property).where(this).values(value=system_property.c.value + "x"))


def test_what_no_waiting_cures_is_not_done_again(database):
    tries = []

    def work(tx):
        tries.append(1)
        put_twice(tx, "a")

    with pytest.raises(IntegrityError):
        database.transact(work)
    assert len(tries) == 1
    with database.read() as tx:
        assert names(tx) == []


def test_the_clock_is_that_of_the_database_and_goes_on(database):
    with database.write() as tx:
        first = database.now_ms(tx)
        assert first > 1_700_000_000_000
        assert 0 <= database.now_ms(tx) - first < 10_000
