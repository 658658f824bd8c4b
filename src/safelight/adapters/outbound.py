"""HTTP clients that go out: none follows redirects by itself, none heeds proxies and passwords of the environment."""

from functools import cache
from ssl import SSLContext

import httpx


def client(timeout: httpx.Timeout | float) -> httpx.AsyncClient:
    """timeout: seconds"""
    return httpx.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False, verify=_authorities())


@cache
def _authorities() -> SSLContext:
    """Read once in a process: it takes 18 ms, more than to fetch a small file."""
    return httpx.create_ssl_context(trust_env=False)
