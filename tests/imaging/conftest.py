"""Fixtures: taking a picture in, in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pictures import LIMITS
from safelight.domain.images import IngestOptions, Limits
from safelight.imaging import ingest
from safelight.imaging.ingest import Prepared


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Prepared]:
    """Prepares a file with some options; each pyramid in a folder of its own."""
    done = 0

    def prepare(path: Path, limits: Limits = LIMITS, **options: Any) -> Prepared:
        nonlocal done
        done += 1
        workdir = tmp_path / f"work-{done}"
        workdir.mkdir()
        return ingest.prepare(path, workdir, limits, IngestOptions(**options))

    return prepare
