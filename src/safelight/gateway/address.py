"""What every route asks of a request: the parts of the house, and how the caller reached us."""

from starlette.requests import Request

from safelight.services.context import Parts


def parts_of(request: Request) -> Parts:
    """The parts the application was made of."""
    parts: Parts = request.app.state.parts
    return parts


def base_url(request: Request) -> str:
    """scheme://host[:port] without a slash: the setting `public_url`, else what the request asked for."""
    return parts_of(request).settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
