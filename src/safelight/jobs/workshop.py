"""What a process needs to work on runs: warm decoders and a runner."""

import atexit
from collections.abc import Callable
from functools import cache
from pathlib import Path

from safelight.domain.images import Limits
from safelight.imaging.sandbox import Sandbox
from safelight.jobs.runner import Runner
from safelight.services.context import Parts


def runner(parts: Parts, slot: str, leaving: Callable[[], bool]) -> Runner:
    """A runner that takes items under the name of a slot; `leaving` says whether the process is about to end."""
    settings = parts.settings
    bounds = Limits(
        max_pixels=settings.max_pixels,
        max_bytes=settings.upload_max_bytes,
        timeout_s=settings.decode_timeout_s,
        memory_bytes=settings.decode_memory_bytes,
    )
    return Runner(parts, slot, _sandbox(bounds, settings.data / "scratch"), leaving)


@cache
def _sandbox(bounds: Limits, scratch: Path) -> Sandbox:
    """The decoders of this process, warm from one use to the next; they end with it."""
    made = Sandbox(bounds, scratch)
    atexit.register(made.close)
    return made
