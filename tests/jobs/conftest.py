"""Fixtures of the job tests; after each one jobs and blobs must be as they must be."""

from collections.abc import Callable, Iterator

import pytest
import webserver

import made_assets
from safelight.services import invariants
from safelight.services.context import Parts


@pytest.fixture
def web() -> Iterator[webserver.Web]:
    with webserver.running() as running:
        yield running


@pytest.fixture(autouse=True)
def _invariants(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "parts" in request.fixturenames:
        parts: Parts = request.getfixturevalue("parts")
        assert [what for what in invariants.broken(parts) if made_assets.DIGEST not in what] == []


@pytest.fixture
def tune(parts: Parts) -> Iterator[Callable[..., None]]:
    """Changes settings of the running application for one test."""
    before = parts.settings

    def changed(**settings: object) -> None:
        object.__setattr__(parts, "settings", parts.settings.model_copy(update=settings))

    yield changed
    object.__setattr__(parts, "settings", before)
