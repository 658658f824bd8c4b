"""A plan to the bytes of its reply."""

from pathlib import Path
from typing import Final

from safelight.imaging import drawn
from safelight.imaging.drawn import Drawing
from safelight.serving.plan import Plan

LARGEST_REPLY_BYTES: Final = 16 * 2**20
"""Source: Image Serving reference, server settings, MaxMessageSize."""


def drawing(plan: Plan, largest_bytes: int = LARGEST_REPLY_BYTES, xmp: bytes = b"") -> Drawing:
    """xmp: a packet that goes along, where there is one"""
    return Drawing(
        picture=plan.picture,
        encoding=plan.encoding,
        max_bytes=plan.max_bytes,
        largest_bytes=largest_bytes,
        xmp=xmp,
    )


def draw(plan: Plan, pyramid: Path) -> bytes:
    """raises: PictureTooLarge where the reply does not fit into `jpegSize=` or the largest reply"""
    return drawn.draw(pyramid, drawing(plan))
