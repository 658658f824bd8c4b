"""An ordinary HTTP client whose wire is the application itself, in process."""

from typing import Any, Self

import httpx
from anyio.from_thread import start_blocking_portal


class AsgiClient:
    """httpx over the ASGI transport, for tests that are plain functions; a context manager."""

    def __init__(self, app: Any, base_url: str = "http://testserver") -> None:
        self._transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=self._transport, base_url=base_url, timeout=60)

    def __enter__(self) -> Self:
        self._gate = start_blocking_portal()
        self._portal = self._gate.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._portal.call(self._client.aclose)
        self._gate.__exit__(*error)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self._portal.call(lambda: self._client.request(method, path, **options))

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.request("POST", path, **options)
