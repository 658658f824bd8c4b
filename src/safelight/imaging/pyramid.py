"""Pyramids: what every picture is rendered from. A TIFF of 256 px tiles, each page half the one before.

Measured with 12 megapixel photographs, processor time of one core:

| tiles                          | made      | size       | 800 px JPEG | full size against a source of that chroma |
|--------------------------------|-----------|------------|-------------|-------------------------------------------|
| JPEG 92, chroma as fine        | 153 ms    | 5.4 MB     | 14.7 ms     | 50 to 55 dB                               |
| JPEG 89, chroma halved         | 106 ms    | 1.8 MB     | 11.3 ms     | 43 to 50 dB                               |
| deflate of level 2 (6)         | 280 (690) | 13 (12) MB | 13 ms       | the same                                  |

So a lossy source gets JPEG tiles whose chroma is as fine as its own, everything else deflate of level 2. Pages of
different kinds, the reduced ones 89, took longer to make than either. 16 bit tiles would render at half the speed for
pictures that are served with 8 bits a component all the same, so samples are reduced on the way in.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from safelight.imaging import tiff_pages
from safelight.imaging.sharpen import UnsharpMask

TILE: Final = 256
FINE, SUBSAMPLED = 92, 89
"""JPEG qualities: from 90 on libvips subsamples no chroma."""

_LOSSLESS: Final = {"compression": "deflate", "predictor": "horizontal", "level": 2}
_LAYOUT: Final = {"tile": True, "tile_width": TILE, "tile_height": TILE, "keep": "icc"}
_BIG_BYTES: Final = 2**31
_IN_MEMORY_BYTES: Final = 2**28


def write(image: Any, path: Path, quality: int | None, mask: UnsharpMask | None = None) -> None:
    """Write the pyramid; the same image gives the same bytes.

    quality: of JPEG tiles, for 1 or 3 bands; None compresses without loss
    mask:    sharpens the reduced levels, each once
    raises:  pyvips.Error where the image turns out not to be readable
    """
    if mask is None or _is_top(image):
        image.tiffsave(str(path), pyramid=True, bigtiff=_is_big(image), **_LAYOUT, **_compression(quality))
        return
    whole = readable_twice(image, path.with_suffix(".v"))
    first = path.with_suffix(".0.tif")
    whole.tiffsave(str(first), **_LAYOUT, **_compression(quality))
    pages = [first, *_sharpened(whole, path, quality, mask)]
    tiff_pages.join(pages, path)
    for leftover in (*pages, path.with_suffix(".v")):
        leftover.unlink(missing_ok=True)


def _sharpened(whole: Any, path: Path, quality: int | None, mask: UnsharpMask) -> Iterator[Path]:
    """A file for each reduced level. Each is made of the one before as that was unsharpened.

    Sharpened as 16 bit numbers: libvips blurs 8 bit ones with weights of 7 bits, which would shift even areas.
    """
    level, number = whole, 0
    while not _is_top(level):
        level, number = _halved(level).copy_memory(), number + 1
        page = path.with_suffix(f".{number}.tif")
        shown = mask.apply(level.cast("ushort")).cast("uchar").copy(interpretation=whole.interpretation)
        shown.tiffsave(str(page), **_LAYOUT, **_compression(quality))
        yield page


def readable_twice(image: Any, place: Path) -> Any:
    """The pixels of an image that can be read in one pass only, in memory, or in a file at a place that is free."""
    if _size_bytes(image) <= _IN_MEMORY_BYTES:
        return image.copy_memory()
    image.write_to_file(str(place))
    return type(image).new_from_file(str(place))


def _halved(image: Any) -> Any:
    """As libvips halves the levels of a pyramid: means of 2 x 2, an odd last line dropped, alpha weighed."""
    even = image.crop(0, 0, image.width // 2 * 2, image.height // 2 * 2)
    if not image.hasalpha():
        return even.shrink(2, 2)
    small = even.premultiply().shrink(2, 2).unpremultiply()
    return small.rint().cast("uchar").copy(interpretation=image.interpretation)


def _compression(quality: int | None) -> dict[str, object]:
    return dict(_LOSSLESS) if quality is None else {"compression": "jpeg", "Q": quality}


def _is_top(image: Any) -> bool:
    """Whether nothing smaller is made of a level: one tile holds it, or it cannot be halved."""
    return bool(max(image.width, image.height) <= TILE or min(image.width, image.height) == 1)


def _size_bytes(image: Any) -> int:
    return int(image.width * image.height * image.bands)


def _is_big(image: Any) -> bool:
    return _size_bytes(image) * 4 // 3 > _BIG_BYTES
