"""How the caller reached us: the base of every address we hand out."""

from starlette.requests import Request


def base_url(request: Request) -> str:
    """scheme://host[:port] without a slash: the setting `public_url`, else what the request asked for."""
    configured: str = request.app.state.parts.settings.public_url
    return configured.rstrip("/") or str(request.base_url).rstrip("/")
