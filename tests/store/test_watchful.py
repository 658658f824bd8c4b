"""A connection to PostgreSQL notices when the host at its other end is gone; the kernel is asked how soon."""

import os
import socket
import threading
from contextlib import closing, contextmanager

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
        threading.Thread(target=_relay_all, args=(listening, inside.query["host"]), daemon=True).start()
        port = listening.getsockname()[1]
        yield inside.set(query={}, host="127.0.0.1", port=port).render_as_string(hide_password=False)
        listening.shutdown(socket.SHUT_RDWR)


def _relay_all(listening, folder):
    while True:
        try:
            near, _ = listening.accept()
        except OSError:
            return
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{folder}/.s.PGSQL.5432")
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=_relay, args=(one, other), daemon=True).start()


def _relay(one, other):
    while piece := one.recv(65536):
        other.sendall(piece)
    with closing(other):
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
