"""Databases for tests: SQLite files, and PostgreSQL from one server that all processes of a test run share.

What depends on the database is tested on both: the rooms in `BOTH`. Any other test runs on SQLite.
`--database` has every test run on the one it names, or on both; but for those that the marker `database` keeps to one.
"""

import secrets
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from safelight.adapters.engine import Dispatcher
from safelight.store import schema
from safelight.store.database import Database

KINDS = ["sqlite", "postgresql"]
BOTH = {"assets", "jobs", "operations", "services", "store"}
HERE = Path(__file__).parent
FOLDER = pytest.StashKey[Path]()
TEMPLATE, TEMPLATE_LOCK = "template_safelight", 1
WITHOUT_DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")

OpenDatabase = Callable[[], AbstractContextManager[Database]]


class Postgresql:
    """A running server; a database of it is named by a `postgresql://` address."""

    def __init__(self, folder: Path) -> None:
        """Start the server in a folder, or join the one that another process of the test run started there."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pgserver
        folder.mkdir(mode=0o755, exist_ok=True)
        self._server = pgserver.get_server(folder / "data")
        with self._maintenance() as connection:
            for setting in WITHOUT_DURABILITY:
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))

    def close(self) -> None:
        """The last process that leaves stops the server."""
        self._server.cleanup()

    def restart(self) -> None:
        """Stop it at once, as a crash would, and start it again; every connection is lost."""
        import pgserver

        pgserver.pg_ctl(
            ["restart", "-m", "immediate", "-w", "-l", str(self._server.log)],
            pgdata=self._server.pgdata,
            user=self._server.system_user,
        )

    def empty(self) -> str:
        """A new database without any table."""
        with self._maintenance() as connection:
            return self._create(connection, "template0")

    def filled(self) -> str:
        """A new database with every table and no row; a copy takes a tenth of what migrating takes."""
        with self._maintenance() as connection:
            connection.execute(text(f"SELECT pg_advisory_lock({TEMPLATE_LOCK})"))
            if not connection.scalar(text(f"SELECT count(*) FROM pg_database WHERE datname = '{TEMPLATE}'")):
                self._fill_template(connection)
            return self._create(connection, TEMPLATE)

    def _fill_template(self, connection: Any) -> None:
        unfinished = self._create(connection, "template0")
        database = Database(unfinished)
        schema.upgrade(database)
        Dispatcher(database)
        database.close()
        connection.execute(text(f"ALTER DATABASE {make_url(unfinished).database} RENAME TO {TEMPLATE}"))

    def _create(self, connection: Any, template: str) -> str:
        name = f"safelight_{secrets.token_hex(6)}"
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return str(self._server.get_uri(name))

    @contextmanager
    def _maintenance(self) -> Iterator[Any]:
        address = self._server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection
        engine.dispose()


@pytest.fixture(scope="session")
def postgresql(pytestconfig: pytest.Config) -> Iterator[Postgresql]:
    """The server of this test run; started by the first test that needs it."""
    try:
        server = Postgresql(pytestconfig.stash[FOLDER])
    except Exception as error:  # noqa: BLE001  whatever keeps it from starting is a reason, and no failure of ours
        pytest.skip(f"PostgreSQL does not start here: {error!r}")
    yield server
    server.close()


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgresql`."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, database_kind: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes a database without rows, and tells what the setting `database` of a server on it says."""

    def address() -> str:
        if database_kind == "postgresql":
            return str(request.getfixturevalue("postgresql").filled())
        return f"sqlite:///{tmp_path_factory.mktemp('rows') / 'rows.db'}"

    return address


@pytest.fixture(scope="session")
def open_database(new_database: Callable[[], str]) -> OpenDatabase:
    """Opens a new database with every table, for whoever needs one without a server."""

    @contextmanager
    def opened() -> Iterator[Database]:
        database = Database(new_database())
        schema.upgrade(database)
        yield database
        database.close()

    return opened


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=[*KINDS, "both"], help="run every test on this kind of database")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        kinds: list[Any] = _kinds(metafunc)
        if len(kinds) == 1:
            kinds = [pytest.param(*kinds, id=pytest.HIDDEN_PARAM)]
        metafunc.parametrize("database_kind", kinds, indirect=True, scope="session")


def _kinds(metafunc: pytest.Metafunc) -> list[str]:
    kept = metafunc.definition.get_closest_marker("database")
    if kept is not None:
        return list(kept.args)
    room = metafunc.definition.path.relative_to(HERE).parts[0]
    asked = metafunc.config.getoption("--database") or ("both" if room in BOTH else KINDS[0])
    return KINDS if asked == "both" else [asked]


def pytest_configure(config: pytest.Config) -> None:
    """One folder for all processes of a test run; right below the temporary one, since the server's user enters it."""
    told = getattr(config, "workerinput", {}).get("postgresql")
    config.stash[FOLDER] = Path(told or f"{tempfile.gettempdir()}/safelight-pg-{secrets.token_hex(4)}")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["postgresql"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(config.stash[FOLDER], ignore_errors=True)
