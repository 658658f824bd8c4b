"""A company whose pictures are published and fetched over HTTP."""

from typing import Any

import pytest
from gallery import Gallery

from case_count import pytest_terminal_summary
from safelight.services.context import Parts

__all__ = ["gallery", "pytest_terminal_summary"]


@pytest.fixture
def gallery(parts: Parts, http: Any) -> Gallery:
    """A fresh company with nothing in it."""
    return Gallery(parts, http)
