"""Fixtures: one database a test process, a fresh company a test, so that isolation is always tested."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import guards
from asgi import AsgiClient
from case_count import pytest_terminal_summary  # noqa: F401  pytest finds it here
from harness import Server, new_server
from live import LiveServer
from safelight import bootstrap
from safelight.gateway.app import build_app
from safelight.services.context import Parts
from safelight.settings import Settings

pytest_plugins = ("databases",)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(guards.Plugin(), "guards")


CHEAP_ARGON2 = {"argon2_time_cost": 1, "argon2_memory_kib": 64}


@pytest.fixture(scope="session")
def parts(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The parts of the house over one database, with plug-ins loaded."""
    bootstrap.load_plugins()
    guards.watch()
    settings = Settings(
        data=tmp_path_factory.mktemp("data"),
        database=new_database(),
        fetch_allow="127.0.0.1",
        upload_roots=str(tmp_path_factory.mktemp("uploads")),
        worker_threads=2,
        cleanup_schedule="",
        **CHEAP_ARGON2,
    )
    bootstrap.prepare(settings)
    made = bootstrap.build(settings)
    yield made
    made.database.close()


@pytest.fixture(scope="session")
def http(parts: Parts) -> Iterator[AsgiClient]:
    with AsgiClient(build_app(parts)) as client:
        yield client


@pytest.fixture
def server(parts: Parts, http: AsgiClient) -> Server:
    """The real application seen by the administrator of a fresh company."""
    return new_server(parts, http)


@pytest.fixture
def upload_root(parts: Parts) -> Path:
    """The folder uploadDirectoryJob may read below."""
    return parts.settings.upload_folders[0]


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """`safelight serve` as a process of its own, with its worker; one a test process."""
    with LiveServer(tmp_path_factory.mktemp("live") / "data", {"SAFELIGHT_SERVER_PROCESSES": "1"}) as running:
        yield running
