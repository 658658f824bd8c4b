"""Take a file from an http or https address."""

import email.message
from http import HTTPStatus
from urllib.parse import unquote

import httpx

from safelight.adapters import outbound
from safelight.adapters.addresses import Pinned, pin, shown, unread
from safelight.adapters.decoding import content
from safelight.adapters.transfer import Bounds, Fetched, Sink
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError

REDIRECTS = 5
PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


async def fetch(url: httpx.URL, sink: Sink, bounds: Bounds) -> Fetched:
    """Raises SourceRefused, TransientError."""
    timeout = httpx.Timeout(bounds.timeout_s, connect=bounds.connect_timeout_s)
    try:
        pinned = await pin(url, bounds.allowed)
        async with outbound.client(timeout) as client:
            return await _follow(client, pinned, sink, bounds)
    except httpx.TransportError as error:
        raise TransientError(f"{shown(url)}: {type(error).__name__} {error}".strip()) from error


async def _follow(client: httpx.AsyncClient, pinned: Pinned, sink: Sink, bounds: Bounds) -> Fetched:
    url = pinned.url
    credentials = httpx.BasicAuth(url.username, url.password) if url.userinfo else None
    origin = (url.scheme, url.host, url.port)
    for _ in range(REDIRECTS + 1):
        same = (url.scheme, url.host, url.port) == origin
        request = pinned.request(client, "GET", headers={"Accept-Encoding": "identity"})
        response = await client.send(request, stream=True, auth=credentials if same else None)
        try:
            if not response.has_redirect_location:
                return await _save(response, url, sink)
            url = _next(url, response)
        finally:
            await response.aclose()
        pinned = await pin(url, bounds.allowed)
    raise SourceRefused(shown(url), f"the address leads on more than {REDIRECTS} times")


def _next(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    location = response.headers["Location"]
    try:
        return url.join(location)
    except httpx.InvalidURL as error:
        raise SourceRefused(shown(url), f"the address leads on to what is no address: {unread(location)}") from error


async def _save(response: httpx.Response, url: httpx.URL, sink: Sink) -> Fetched:
    _refuse_status(response, url)
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal():
        sink.expect(int(announced))
    with sink:
        async for chunk in content(response, url):
            sink.write(chunk)
    return sink.fetched(_name(response, url))


def _refuse_status(response: httpx.Response, url: httpx.URL) -> None:
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    if response.is_server_error or status in PASSING:
        raise TransientError(f"{shown(url)}: the server answers {status}")
    raise SourceRefused(shown(url), f"the server answers {status}")


def _name(response: httpx.Response, url: httpx.URL) -> str:
    header = email.message.Message()
    header["Content-Disposition"] = response.headers.get("Content-Disposition", "")
    return header.get_filename() or unquote(url.path.rpartition("/")[2])
