"""A picture drawn to the end: from its pyramid to the bytes that are sent."""

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyvips

from safelight.domain.faults import BrokenImage, PictureTooLarge
from safelight.imaging.encode import Encoding, encode, encode_within, with_xmp
from safelight.imaging.sandbox import Sandbox, ShouldStop, inside
from safelight.imaging.view import Picture, render

ANY_SIZE: Final = 2**31
"""For those who send it nowhere."""
_LAST_LINE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How to draw one picture, and to write it.

    max_bytes:     what `jpegSize=` asks for, 0 for nothing
    largest_bytes: more is refused
    xmp:           a packet that goes along
    """

    picture: Picture
    encoding: Encoding
    max_bytes: int
    largest_bytes: int
    xmp: bytes = b""


def draw(pyramid: Path, wanted: Drawing) -> bytes:
    """raises: PictureTooLarge where the reply does not fit into `jpegSize=` or the largest reply"""
    image = with_xmp(render(pyramid, wanted.picture), wanted.xmp)
    if wanted.max_bytes:
        body = encode_within(image, wanted.encoding, wanted.max_bytes)
        if body is None:
            raise PictureTooLarge("more bytes at any quality", f"at most {wanted.max_bytes}, as jpegSize= says")
        return body
    body = encode(image, wanted.encoding)
    if len(body) > wanted.largest_bytes:
        raise PictureTooLarge(f"{len(body)} bytes", f"at most {wanted.largest_bytes}")
    return body


def draw_apart(sandbox: Sandbox, pyramid: Path, workdir: Path, wanted: Drawing, should_stop: ShouldStop) -> Path:
    """The same in a child, for pictures that may be large; a file in the work folder. Raises as `Sandbox.ask` too."""
    asked = workdir / "drawing"
    asked.write_bytes(pickle.dumps(wanted))
    options = {"pyramid": str(pyramid.absolute())}
    return inside(workdir, sandbox.ask("draw", "picture", asked, workdir, options, should_stop)["file"])


def drawn(asked: Path, workdir: Path, pyramid: Path) -> Path:
    """What the child does of it. Raises BrokenImage, PictureTooLarge."""
    wanted: Drawing = pickle.loads(asked.read_bytes())  # noqa: S301  written by `draw_apart`
    made = workdir / "drawn"
    try:
        made.write_bytes(draw(pyramid, wanted))
    except pyvips.Error as error:
        raise BrokenImage("picture", (str(error).splitlines() or ["it cannot be drawn"])[-1][:_LAST_LINE]) from None
    return made
