"""Take a file from an address somebody named: bounded in size, time and where it may lead."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx

from safelight.adapters import fetch_ftp, fetch_sftp, fetch_web, network
from safelight.adapters.addresses import FTP, SSH, WEB, shown, unread
from safelight.adapters.transfer import Bounds, Fetched, Sink
from safelight.domain.faults import SourceRefused
from safelight.domain.items import Progress

__all__ = ["Bounds", "Fetched", "fetch"]

WAYS = dict.fromkeys(WEB, fetch_web.fetch) | dict.fromkeys(FTP, fetch_ftp.fetch) | dict.fromkeys(SSH, fetch_sftp.fetch)


def fetch(
    address: str, into: Path, bounds: Bounds, check: Callable[[], None], progress: Progress | None = None
) -> Fetched:
    """Write what lies at the address to the file `into`.

    check:    called every 0.2 s; what it raises ends the transfer at once
    progress: told how many bytes came, and how many are to come where the server says so
    raises: SourceRefused for what another try would not change, TransientError for what it might; neither tells a
            password of the address
    """
    url = _read_url(address)
    sink = Sink(into, url, bounds.max_bytes, progress or Progress())
    return network.run(_bounded(url, sink, bounds), check)


def _read_url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL as error:
        raise SourceRefused(unread(address), "this is no address") from error
    if url.scheme not in WAYS:
        raise SourceRefused(shown(url), f"scheme {url.scheme!r} is not fetched, only {', '.join(WAYS)} are")
    return url


async def _bounded(url: httpx.URL, sink: Sink, bounds: Bounds) -> Fetched:
    try:
        async with asyncio.timeout(bounds.timeout_s):
            return await WAYS[url.scheme](url, sink, bounds)
    except TimeoutError as error:
        raise SourceRefused(shown(url), f"the transfer took longer than {bounds.timeout_s:g} s") from error
