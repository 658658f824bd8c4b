"""Small JPEG pictures, computed and coded in the thread that asks for them.

libvips computes a picture in threads of its own, and hands it on in some hundred pieces. Of small pictures a server on
two cores draws a tenth more in a second without that.
"""

import io
from typing import Any, Final

import pyvips
from PIL import Image

LARGEST_PIXELS: Final = 2**20
"""Coding holds the interpreter, 2 ms for a picture as large as this."""
FULL, HALVED = "4:4:4", "4:2:0"
_STRIP_ROWS: Final = 32
_MODES: Final = {("b-w", 1): "L", ("srgb", 3): "RGB"}


def is_plain(image: Any) -> bool:
    """Whether it is one that is written here: small, 8 bit, gray or sRGB."""
    mode = (image.interpretation, image.bands)
    return image.format == "uchar" and mode in _MODES and image.width * image.height <= LARGEST_PIXELS


def written(image: Any, quality: int, chroma: str, dpi: float, *, progressive: bool) -> bytes:
    """A JPEG of a plain image without any metadata.

    quality: 1 to 100
    chroma:  FULL or HALVED
    dpi:     density tag; 0.0 leaves it out
    raises:  pyvips.Error if the image cannot be computed
    """
    size, mode = (image.width, image.height), _MODES[image.interpretation, image.bands]
    picture = Image.frombuffer(mode, size, _computed(image), "raw", mode, 0, 1)
    options = {"dpi": (round(dpi), round(dpi))} if dpi else {}
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, subsampling=chroma, progressive=progressive, **options)
    return file.getvalue()


def _computed(image: Any) -> bytes:
    region = pyvips.Region.new(image)
    tops = range(0, image.height, _STRIP_ROWS)
    return b"".join(region.fetch(0, top, image.width, min(_STRIP_ROWS, image.height - top)) for top in tops)
