"""Tell an address somebody named that a job has ended."""

import asyncio
from collections.abc import Collection, Mapping
from http import HTTPStatus

import httpx

from safelight.adapters import outbound
from safelight.adapters.addresses import pin, shown
from safelight.domain.faults import SourceRefused
from safelight.domain.items import TransientError

TIMEOUT_S = 10.0
PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


def post(address: str, fields: Mapping[str, str], allowed: Collection[str]) -> None:
    """POST the fields as a form.

    raises: SourceRefused for an address that is out of bounds, and for what another try would not change, redirects
            among them; TransientError for what it might
    """
    asyncio.run(_post(httpx.URL(address.strip()), fields, allowed))


async def _post(url: httpx.URL, fields: Mapping[str, str], allowed: Collection[str]) -> None:
    async with outbound.client(TIMEOUT_S) as client:
        pinned = await pin(url, allowed)
        credentials = httpx.BasicAuth(url.username, url.password) if url.userinfo else None
        try:
            response = await client.send(pinned.request(client, "POST", data=dict(fields)), auth=credentials)
        except httpx.TransportError as error:
            raise TransientError(f"{type(error).__name__} {error}".strip()) from error
    if response.is_server_error or response.status_code in PASSING:
        raise TransientError(f"the server answers {response.status_code}")
    if not response.is_success:
        raise SourceRefused(shown(url), f"the server answers {response.status_code}")
