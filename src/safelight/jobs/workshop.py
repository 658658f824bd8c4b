"""What a process needs to work on runs: warm decoders and a runner."""

import atexit
from collections.abc import Callable
from functools import cache

from safelight.domain.images import Limits
from safelight.imaging.sandbox import Sandbox
from safelight.jobs.runner import Runner
from safelight.services.context import Parts
from safelight.settings import Settings


def runner(parts: Parts, slot: str, leaving: Callable[[], bool]) -> Runner:
    return Runner(parts, slot, sandbox(parts.settings), leaving)


@cache
def sandbox(settings: Settings) -> Sandbox:
    """The decoders of this process, warm from one use to the next; they end with it."""
    bounds = Limits(
        max_pixels=settings.max_pixels,
        max_bytes=settings.upload_max_bytes,
        timeout_s=settings.decode_timeout_s,
        memory_bytes=settings.decode_memory_bytes,
    )
    made = Sandbox(bounds, settings.data / "scratch")
    atexit.register(made.close)
    return made
