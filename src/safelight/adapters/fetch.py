"""Take a file from an http(s) address somebody named: bounded in size, time and where it may lead."""

import asyncio
import email.message
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

import httpx

from safelight.adapters import outbound
from safelight.adapters.addresses import pin, shown
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError

REDIRECTS = 5
CONNECT_TIMEOUT_S = 10.0
CHECK_S = 0.2
CHUNK_BYTES = 2**18
PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bounds:
    """allowed: hosts that may be reached although private; timeout_s: for the whole file."""

    max_bytes: int
    timeout_s: float
    allowed: Collection[str]


@dataclass(frozen=True, slots=True)
class Fetched:
    """name: what the server or the address calls the file, without folders; may be empty."""

    path: Path
    name: str
    size_bytes: int


def fetch(address: str, into: Path, bounds: Bounds, check: Callable[[], None]) -> Fetched:
    """Write what lies at the address to the file `into`.

    check:  called every 0.2 s; what it raises ends the transfer at once
    raises: SourceRefused for what another try would not change, TransientError for what it might
    """
    return asyncio.run(watched(_bounded(_read_url(address), into, bounds), check))


async def watched(work: Awaitable[T], check: Callable[[], None]) -> T:
    """Await `work`, and cancel it when `check` raises."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=CHECK_S)
            check()
        return task.result()
    finally:
        task.cancel()


def _read_url(address: str) -> httpx.URL:
    try:
        return httpx.URL(address.strip())
    except httpx.InvalidURL as error:
        raise SourceRefused(address, f"this is no address: {error}") from error


async def _bounded(url: httpx.URL, into: Path, bounds: Bounds) -> Fetched:
    timeout = httpx.Timeout(bounds.timeout_s, connect=min(CONNECT_TIMEOUT_S, bounds.timeout_s))
    try:
        async with asyncio.timeout(bounds.timeout_s), outbound.client(timeout) as client:
            return await _follow(client, url, into, bounds)
    except TimeoutError as error:
        raise SourceRefused(shown(url), f"the transfer took longer than {bounds.timeout_s:g} s") from error
    except httpx.DecodingError as error:
        raise SourceRefused(shown(url), "the content does not have the encoding it claims") from error
    except httpx.TransportError as error:
        raise TransientError(f"{shown(url)}: {type(error).__name__} {error}".strip()) from error


async def _follow(client: httpx.AsyncClient, url: httpx.URL, into: Path, bounds: Bounds) -> Fetched:
    credentials = httpx.BasicAuth(url.username, url.password) if url.userinfo else None
    origin = (url.scheme, url.host, url.port)
    for _ in range(REDIRECTS + 1):
        pinned = await pin(url, bounds.allowed)
        same = (url.scheme, url.host, url.port) == origin
        request = pinned.request(client, "GET", headers={"Accept-Encoding": "identity"})
        response = await client.send(request, stream=True, auth=credentials if same else None)
        try:
            if not response.has_redirect_location:
                return await _save(response, url, into, bounds)
            url = _next(url, response)
        finally:
            await response.aclose()
    raise SourceRefused(shown(url), f"the address leads on more than {REDIRECTS} times")


def _next(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    try:
        return url.join(response.headers["Location"])
    except httpx.InvalidURL as error:
        raise SourceRefused(shown(url), "the address leads on to what is no address") from error


async def _save(response: httpx.Response, url: httpx.URL, into: Path, bounds: Bounds) -> Fetched:
    _refuse_status(response, url)
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) > bounds.max_bytes:
        raise _too_large(url, bounds)
    size_bytes = 0
    with into.open("wb") as file:
        async for chunk in response.aiter_bytes(CHUNK_BYTES):
            size_bytes += len(chunk)
            if size_bytes > bounds.max_bytes:
                raise _too_large(url, bounds)
            file.write(chunk)
    return Fetched(into, _name(response, url), size_bytes)


def _refuse_status(response: httpx.Response, url: httpx.URL) -> None:
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    if response.is_server_error or status in PASSING:
        raise TransientError(f"{shown(url)}: the server answers {status}")
    raise SourceRefused(shown(url), f"the server answers {status}")


def _too_large(url: httpx.URL, bounds: Bounds) -> SourceRefused:
    return SourceRefused(shown(url), f"the file is larger than {bounds.max_bytes} bytes")


def _name(response: httpx.Response, url: httpx.URL) -> str:
    header = email.message.Message()
    header["Content-Disposition"] = response.headers.get("Content-Disposition", "")
    given = header.get_filename() or unquote(url.path.rpartition("/")[2])
    return given.replace("\\", "/").rpartition("/")[2]
