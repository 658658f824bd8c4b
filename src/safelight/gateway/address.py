"""What every route asks of a request: the parts of the house, and how the caller reached us."""

from starlette.requests import Request

from safelight.gateway.soap import Call
from safelight.services.context import Parts


def parts_of(request: Request) -> Parts:
    """The parts the application was made of."""
    parts: Parts = request.app.state.parts
    return parts


def base_url(request: Request) -> str:
    """scheme://host[:port] without a slash: the setting `public_url`, else what the request asked for."""
    return parts_of(request).settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")


def traceparent(request: Request) -> str | None:
    """The caller's place in a trace, where anybody is told of it."""
    return request.headers.get("traceparent") if parts_of(request).traces.on else None


def incoming(request: Request, body: bytes, *, plain: bool) -> Call:
    """A call at its beginning."""
    return Call(
        parts=parts_of(request),
        body=body,
        plain=plain,
        authorization=request.headers.get("authorization", ""),
        accept_language=request.headers.get("accept-language", ""),
        base_url=base_url(request),
        client_address=request.client.host if request.client else "",
        traceparent=traceparent(request),
    )
