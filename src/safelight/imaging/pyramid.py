"""Pyramids: what every picture is rendered from. A TIFF of 256 px tiles, each page half the one before.

Measured on 12 megapixel photographs, processor time of one core (`docs/performance.md` has more):

| tiles                               | made   | size   | 800 px JPEG | full size against source |
|-------------------------------------|--------|--------|-------------|--------------------------|
| JPEG 92 without chroma subsampling  | 153 ms | 5.4 MB | 14.7 ms     | 55 dB                    |
| JPEG 89 with it                     | 106 ms | 1.8 MB | 11.3 ms     | 46 dB                    |
| the first page 92, the reduced 89   | 125 ms | 4.2 MB | 11.3 ms     | 55 dB                    |
| deflate level 2 (6)                 | 281 (687) | 13 (12) MB | 13 ms | the same                 |

So lossy sources get the third kind, everything else deflate of level 2. 16 bit tiles would render at half the speed
for pictures that are served with 8 bits a component all the same, so samples are reduced on the way in.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from safelight.imaging import tiff_pages
from safelight.imaging.sharpen import UnsharpMask

TILE: Final = 256
QUALITY, REDUCED_QUALITY = 92, 89
"""From 90 on libvips subsamples no chroma."""

_LOSSLESS: Final = {"compression": "deflate", "predictor": "horizontal", "level": 2}
_LAYOUT: Final = {"tile": True, "tile_width": TILE, "tile_height": TILE, "keep": "icc"}
_BIG_BYTES: Final = 2**31
_IN_MEMORY_BYTES: Final = 2**28


def write(image: Any, path: Path, *, lossy: bool, mask: UnsharpMask | None = None) -> None:
    """Write the pyramid; the same image gives the same bytes.

    lossy:  JPEG tiles, for 1 or 3 bands of 8 bits
    mask:   sharpens the reduced levels, each once
    raises: pyvips.Error where the image turns out not to be readable
    """
    if _is_top(image) or not (lossy or mask):
        image.tiffsave(str(path), pyramid=True, bigtiff=_is_big(image), **_LAYOUT, **_compression(lossy, QUALITY))
        return
    whole = _readable_twice(image, path.with_suffix(".v"))
    first, rest = path.with_suffix(".0.tif"), path.with_suffix(".1.tif")
    whole.tiffsave(str(first), **_LAYOUT, **_compression(lossy, QUALITY))
    if mask is None:
        _halved(whole).tiffsave(str(rest), pyramid=True, **_LAYOUT, **_compression(lossy, REDUCED_QUALITY))
        pages = [first, rest]
    else:
        pages = [first, *_sharpened(whole, path, lossy, mask)]
    tiff_pages.join(pages, path)
    for leftover in (*pages, path.with_suffix(".v")):
        leftover.unlink(missing_ok=True)


def _sharpened(whole: Any, path: Path, lossy: bool, mask: UnsharpMask) -> Iterator[Path]:
    """A file for each reduced level. Each is made of the one before as that was unsharpened."""
    level, number = whole, 0
    while not _is_top(level):
        level, number = _halved(level).copy_memory(), number + 1
        page = path.with_suffix(f".{number}.tif")
        shown = mask.apply(level).copy(interpretation=whole.interpretation)
        shown.tiffsave(str(page), **_LAYOUT, **_compression(lossy, REDUCED_QUALITY))
        yield page


def _readable_twice(image: Any, place: Path) -> Any:
    """The pixels of an image that can be read in one pass only, in memory or in a file."""
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


def _compression(lossy: bool, quality: int) -> dict[str, object]:
    return {"compression": "jpeg", "Q": quality} if lossy else dict(_LOSSLESS)


def _is_top(image: Any) -> bool:
    """Whether nothing smaller is made of a level: one tile holds it, or it cannot be halved."""
    return bool(max(image.width, image.height) <= TILE or min(image.width, image.height) == 1)


def _size_bytes(image: Any) -> int:
    return int(image.width * image.height * image.bands)


def _is_big(image: Any) -> bool:
    return _size_bytes(image) * 4 // 3 > _BIG_BYTES
