"""A connection to PostgreSQL notices when the host at its other end is gone; the kernel is asked how soon."""

import os
import socket
import threading
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import create_engine, make_url

from safelight.store.database import Database
from safelight.store.watchful import driven

NOTICED_S = 30


@contextmanager
def over_tcp(address):
    """The same database as from another host: of a socket in a folder there is nothing to notice."""
    inside = make_url(address)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        relaying = threading.Thread(target=_relay_all, args=(listening, inside.query["host"]))
        relaying.start()
        port = listening.getsockname()[1]
        try:
            yield inside.set(query={}, host="127.0.0.1", port=port).render_as_string(hide_password=False)
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            relaying.join()


def _relay_all(listening, folder):
    """Until nobody listens any more, and every connection has ended."""
    relays = []
    with suppress(OSError):
        while True:
            near, _ = listening.accept()
            far = socket.socket(socket.AF_UNIX)
            far.connect(f"{folder}/.s.PGSQL.5432")
            relays.append(threading.Thread(target=_relay, args=(near, far)))
            relays[-1].start()
    for relay in relays:
        relay.join()


def _relay(near, far):
    with near, far:
        back = threading.Thread(target=_pass_on, args=(far, near))
        back.start()
        _pass_on(near, far)
        back.join()


def _pass_on(one, other):
    with suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)


def noticed_s(engine):
    """How long its end of a connection waits for a vanished host: idle, and with something sent."""
    with engine.connect() as connection, socket.socket(fileno=os.dup(connection.connection.fileno())) as end:
        idle, interval, count = (
            end.getsockopt(socket.IPPROTO_TCP, option)
            for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
        )
        assert end.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        return idle + interval * count, end.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) / 1000


@pytest.mark.database("postgresql")
def test_a_host_that_vanished_is_noticed_within_half_a_minute(postgresql, database_kind):
    with over_tcp(postgresql.empty()) as address:
        database = Database(address)
        for engine in (database.writer, create_engine(database.url)):
            idle, under_way = noticed_s(engine)
            assert 0 < idle <= NOTICED_S
            assert 0 < under_way <= NOTICED_S
            engine.dispose()
        database.close()


def test_what_the_address_says_itself_goes_before():
    said = make_url(driven("postgresql://me:p%40ss@db/safelight?keepalives_idle=60&sslmode=require"))
    assert (said.drivername, said.password, said.query["sslmode"]) == ("postgresql+psycopg", "p@ss", "require")
    assert (said.query["keepalives_idle"], said.query["keepalives_interval"]) == ("60", "5")
    assert driven("sqlite:////var/lib/a.db") == "sqlite:////var/lib/a.db"
