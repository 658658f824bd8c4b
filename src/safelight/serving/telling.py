"""How much a refusal tells: the attribute ErrorDetail of the company whose picture is asked for.

Source: Image Serving reference, attributes, ErrorDetail. No level tells of our own code (assumed).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from safelight.domain.faults import Fault, TitleAlone
from safelight.domain.records import ServingSettings

DETAILED: Final = 2


@contextmanager
def as_much_as(settings: ServingSettings) -> Iterator[None]:
    """Let refusals through as the settings have them. raises: what the body raises, TitleAlone in place of a Fault"""
    try:
        yield
    except Fault as refusal:
        if settings.error_detail >= DETAILED:
            raise
        raise TitleAlone(refusal) from refusal
