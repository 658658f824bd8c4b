"""The routes: every address clients know, each with the file that answers it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from safelight.gateway import calls, content, exports, images, metrics, upload, wsdl
from safelight.services.context import Parts

CALLS_AT_ONCE = 20
"""Of one process; the rest wait. No more than the database has connections, and memory for large requests."""


def build_app(parts: Parts) -> Starlette:
    """One application over the given parts; the same for server, tests and demo."""
    app = Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/metrics", metrics.Metrics(parts, images.cache_of(parts)).show),
            Route("/scene7/services/IpsApiService", calls.call, methods=["POST"]),
            Route("/scene7/api/IpsApiService", calls.call, methods=["POST"]),
            Route("/scene7/UploadFile", upload.upload, methods=["POST"]),
            Route("/scene7/webservice/{file}", wsdl.show),
            Route("/scene7/{file:path}", wsdl.show),
            *content.routes(),
            *exports.routes(),
            *images.routes(parts),
        ],
        lifespan=_lifespan,
    )
    app.state.parts = parts
    return app


def healthz(_request: object) -> PlainTextResponse:
    """200 when the process answers: it is started only after the database is ready."""
    return PlainTextResponse("ok\n")


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = CALLS_AT_ONCE
    yield
    parts: Parts = app.state.parts
    await anyio.to_thread.run_sync(parts.traces.close)
