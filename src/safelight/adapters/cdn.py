"""The CDN in front of us, spoken to with HTTP PURGE as Varnish, Squid, nginx and Fastly take it."""

import asyncio
from collections.abc import Sequence
from typing import Final

import httpx

from safelight.adapters import outbound
from safelight.domain.items import TransientError

TIMEOUT_S: Final = 10.0
AT_ONCE: Final = 16
_NOT_CACHED: Final = frozenset({404, 410})
_LATER: Final = frozenset({408, 425, 429})


class PurgeRefusedError(Exception):
    """The CDN will not purge, however often it is asked."""


def purge(endpoint: str, addresses: Sequence[str]) -> None:
    """Have the CDN forget what it holds of some addresses; one that it does not hold is as good.

    endpoint:  http(s) URL of the CDN; path, query and Host are those of each address
    raises:    TransientError for what another try might change, PurgeRefusedError
    """
    try:
        asyncio.run(_purge(httpx.URL(endpoint), addresses))
    except httpx.InvalidURL as error:
        raise PurgeRefusedError(str(error)) from error


async def _purge(endpoint: httpx.URL, addresses: Sequence[str]) -> None:
    gate = asyncio.Semaphore(AT_ONCE)
    async with outbound.client(TIMEOUT_S) as client:
        await asyncio.gather(*(_one(client, gate, endpoint, httpx.URL(each)) for each in addresses))


async def _one(client: httpx.AsyncClient, gate: asyncio.Semaphore, endpoint: httpx.URL, address: httpx.URL) -> None:
    target = endpoint.copy_with(raw_path=address.raw_path)
    async with gate:
        try:
            reply = await client.request("PURGE", target, headers={"Host": address.netloc.decode("ascii")})
        except httpx.TransportError as error:
            raise TransientError(f"{type(error).__name__} {error}".strip()) from error
    if reply.is_success or reply.status_code in _NOT_CACHED:
        return
    told = f"the CDN answers {reply.status_code} to PURGE {address}"
    if reply.is_server_error or reply.status_code in _LATER:
        raise TransientError(told)
    raise PurgeRefusedError(told)
