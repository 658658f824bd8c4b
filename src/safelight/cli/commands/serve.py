"""safelight serve"""

import os
import shutil
from pathlib import Path
from typing import Annotated

from prometheus_client import values
from typer import Option

from safelight import bootstrap
from safelight.cli.supervise import Supervised
from safelight.logs import configure
from safelight.settings import PREFIX, read


def run(
    host: Annotated[str, Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, Option(help="Port to listen at.")] = 8080,
    data: Annotated[Path, Option(help="Folder of database, blobs and cache.")] = Path("data"),
    *,
    worker: Annotated[bool, Option(help="Start a job worker beside the server.")] = True,
) -> None:
    """Start everything: the server, and a worker it restarts when it dies. SIGTERM ends it."""
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    os.environ[f"{PREFIX}DATA"] = str(data.absolute())
    _count_together(data / "metrics")
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # of the worker, which is a program of its own
    configure()
    settings = read()
    bootstrap.prepare(settings)
    server = Server(
        "safelight.bootstrap:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=settings.server_processes,
        loop=Loops.asyncio,
        factory=True,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    if not worker:
        server.serve()
        return
    with Supervised("worker", "--with-parent", str(os.getpid())):
        server.serve()


def _count_together(folder: Path) -> None:
    """Have all processes count into one folder; the library was imported before it could know of it."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_fresh(folder))
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]  # the library has no types here


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder.absolute()
