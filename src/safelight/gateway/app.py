"""The routes: every address clients know, each with the file that answers it."""

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from safelight.gateway import calls, images, metrics, upload, wsdl
from safelight.services.context import Parts


def build_app(parts: Parts) -> Starlette:
    """One application over the given parts; the same for server, tests and demo."""
    app = Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/metrics", metrics.show),
            Route("/scene7/services/IpsApiService", calls.call, methods=["POST"]),
            Route("/scene7/api/IpsApiService", calls.call, methods=["POST"]),
            Route("/scene7/webservice/{file}", wsdl.show),
            Route("/scene7/{file:path}", wsdl.show),
            *upload.routes(parts),
            *images.routes(parts),
        ]
    )
    app.state.parts = parts
    return app


def healthz(_request: object) -> PlainTextResponse:
    """200 when the process answers: it is started only after the database is ready."""
    return PlainTextResponse("ok\n")
