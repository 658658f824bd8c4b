"""A plan to the bytes of its reply."""

from pathlib import Path
from typing import Final

from safelight.domain.faults import PictureTooLarge
from safelight.imaging.encode import encode, encode_within, with_xmp
from safelight.imaging.view import render
from safelight.serving.plan import Plan

LARGEST_REPLY_BYTES: Final = 16 * 2**20
"""Source: Image Serving reference, server settings, MaxMessageSize."""


def draw(plan: Plan, pyramid: Path, largest_bytes: int = LARGEST_REPLY_BYTES, xmp: bytes = b"") -> bytes:
    """xmp: a packet that goes along, where there is one

    raises: PictureTooLarge where the reply does not fit into `jpegSize=` or the largest reply
    """
    image = with_xmp(render(pyramid, plan.picture), xmp)
    if plan.max_bytes:
        body = encode_within(image, plan.encoding, plan.max_bytes)
        if body is None:
            raise PictureTooLarge("more bytes at any quality", f"at most {plan.max_bytes}, as jpegSize= says")
        return body
    body = encode(image, plan.encoding)
    if len(body) > largest_bytes:
        raise PictureTooLarge(f"{len(body)} bytes", f"at most {largest_bytes}")
    return body
