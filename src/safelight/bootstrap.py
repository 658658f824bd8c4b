"""Settings in, running server out: the only file that picks concrete parts."""

import gc
import multiprocessing
import secrets
from functools import partial
from typing import TYPE_CHECKING, Final

import structlog

from safelight import assets, jobs, logs, operations, serving
from safelight.adapters.blobs import BlobStore
from safelight.adapters.clock import Clock, SystemClock
from safelight.adapters.engine import Dispatcher
from safelight.adapters.process import end_with_parent
from safelight.adapters.tracing import QUIET, Traces
from safelight.domain.registry import load
from safelight.services import accounts, blob_cleanup, cleanup, companies, system_properties
from safelight.services.context import Parts
from safelight.services.passwords import Passwords
from safelight.serving import rendering
from safelight.settings import Settings, read, traces_wanted
from safelight.store import schema
from safelight.store.database import Database, Tx

if TYPE_CHECKING:
    from starlette.applications import Starlette

log = structlog.get_logger()

COLLECTED_AFTER: Final = (50_000, 20, 20)
"""Objects made, and collections of younger ones: a large reply makes 40,000, none of them in a cycle."""


def load_plugins() -> None:
    """Fill every registry: operations, job kinds, image commands, asset types."""
    for room in (operations, jobs, serving, assets):
        load(room)


def traces() -> Traces:
    """What tells of the work of this process, if the environment asks for it; to be closed before the process ends."""
    if not traces_wanted():
        return QUIET
    from safelight.adapters.otlp import Otlp

    return Otlp()


def build(settings: Settings, clock: Clock | None = None, told_to: Traces = QUIET) -> Parts:
    """Open the parts over the data the settings name; the tables must stand (`prepare`)."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    return Parts(
        settings=settings,
        clock=clock or SystemClock(),
        database=database,
        blobs=BlobStore(settings, partial(blob_cleanup.announce, database)),
        dispatcher=Dispatcher(database),
        passwords=Passwords(settings),
        plan=rendering.plan,
        traces=told_to,
    )


def prepare(settings: Settings) -> None:
    """Bring the tables up to date and make the first company and its IpsAdmin, once."""
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    schema.upgrade(database)
    database.close()
    parts = build(settings)
    with parts.database.write() as tx:
        system_properties.ensure(tx, "preview_secret", secrets.token_hex(32))
        _first_company(parts, tx)
        cleanup.schedule(tx, parts)
    parts.database.close()
    log.info("bootstrap.prepared", database=parts.database.kind)


def _first_company(parts: Parts, tx: Tx) -> None:
    wanted = parts.settings
    now_ms = parts.clock.now_ms()
    if wanted.company and companies.by_name(tx, wanted.company) is None:
        companies.create(tx, wanted.company, None, None, now_ms)
    if wanted.admin_email and accounts.by_email(tx, wanted.admin_email) is None:
        admin = accounts.create(
            tx,
            parts.passwords,
            email=wanted.admin_email,
            first_name="First",
            last_name="Admin",
            password=wanted.admin_password,
            password_expires_ms=None,
            valid=True,
            ips_admin=True,
            now_ms=now_ms,
        )
        first = companies.by_name(tx, wanted.company) if wanted.company else None
        if first is not None:
            accounts.join(tx, admin.id, first.id, "IpsCompanyAdmin", active=True)


def application() -> "Starlette":
    """The ASGI application of one server process, made from the environment."""
    from safelight.gateway.app import build_app

    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with_parent(parent.pid)
    logs.configure()
    load_plugins()
    app = build_app(build(read(), told_to=traces()))
    gc.collect()
    gc.freeze()  # the contract and the code, which no collection need look through again
    gc.set_threshold(*COLLECTED_AFTER)
    return app
