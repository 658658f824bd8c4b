"""A company whose pictures are published and fetched over HTTP."""



import httpx
import pytest
from gallery import Gallery


from safelight.services.context import Parts


@pytest.fixture
def gallery(parts: Parts, http: httpx.Client) -> Gallery:
    """A fresh company with nothing in it."""
    return Gallery(parts, http)
