"""Pyramids: what every picture is rendered from. A TIFF of 256 px tiles, each page half the one before.

Measured on two cores with 12 megapixel photographs (`docs/performance.md` has the figures): JPEG tiles of quality 92
without chroma subsampling are 55 dB from their source and render 800 px as fast as any other kind; deflate of level 2
is written twice as fast as the usual level 6 for a tenth more bytes. 16 bit tiles would render at half the speed for
pictures that are served with 8 bits a component all the same, so samples are reduced on the way in.
"""

from pathlib import Path
from typing import Any, Final

from safelight.imaging import tiff_pages
from safelight.imaging.sharpen import UnsharpMask

TILE: Final = 256
JPEG_QUALITY: Final = 92
DEFLATE_LEVEL: Final = 2
_BIG_BYTES: Final = 2**31
_LAYOUT: Final = {"tile": True, "tile_width": TILE, "tile_height": TILE, "keep": "icc"}


def write(image: Any, path: Path, *, lossy: bool) -> None:
    """Write the pyramid; the same image gives the same bytes.

    lossy:  JPEG tiles, for 1 or 3 bands of 8 bits
    raises: pyvips.Error where the image turns out not to be readable
    """
    image.tiffsave(str(path), pyramid=True, bigtiff=_is_big(image), **_LAYOUT, **_compression(lossy))


def write_sharpened(image: Any, path: Path, *, lossy: bool, mask: UnsharpMask) -> None:
    """As `write`, with the reduced levels sharpened, each once."""
    whole = path.with_suffix(".v")
    image.write_to_file(str(whole))
    level = type(image).new_from_file(str(whole))
    pages: list[Path] = []
    while True:
        page = path.with_suffix(f".{len(pages)}.tif")
        shown = mask.apply(level) if pages else level
        shown.copy(interpretation=image.interpretation).tiffsave(str(page), **_LAYOUT, **_compression(lossy))
        pages.append(page)
        if max(level.width, level.height) <= TILE or min(level.width, level.height) == 1:
            break
        level = _halved(level).copy_memory()
    tiff_pages.join(pages, path)
    for leftover in (whole, *pages):
        leftover.unlink()


def _halved(image: Any) -> Any:
    """As libvips halves the levels of a pyramid: means of 2 x 2, an odd last line dropped, alpha weighed."""
    width, height = max(1, image.width // 2), max(1, image.height // 2)
    across, down = min(2, image.width), min(2, image.height)
    even = image.crop(0, 0, width * across, height * down)
    if not image.hasalpha():
        return even.shrink(across, down)
    small = even.premultiply().shrink(across, down).unpremultiply()
    return small.rint().cast("uchar").copy(interpretation=image.interpretation)


def _compression(lossy: bool) -> dict[str, object]:
    if lossy:
        return {"compression": "jpeg", "Q": JPEG_QUALITY}
    return {"compression": "deflate", "predictor": "horizontal", "level": DEFLATE_LEVEL}


def _is_big(image: Any) -> bool:
    return bool(image.width * image.height * image.bands * 4 // 3 > _BIG_BYTES)
