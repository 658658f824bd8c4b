"""One picture from start to end: draw, colour, sharpen, place, cut."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyvips

from safelight.domain.geometry import Matrix, Rect, Size
from safelight.imaging import colour
from safelight.imaging.sharpen import GRID, Filter
from safelight.imaging.transform import Pyramid, Sheet, resample

OPAQUE: Final = 255
MARGIN: Final = 16
Rgb = tuple[int, int, int]
Rgba = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that decides the pixels of a reply; places are in reply pixels.

    source:         full resolution of the pyramid, pixels
    window:         what is used of the source, source pixels
    matrix:         source pixels to reply pixels
    canvas:         the composite; nothing is drawn beyond it
    view:           what of the composite may be seen; beyond it is background
    size:           of the reply
    mode:           a key of RESAMPLING
    opaque:         the source's alpha, where it has one, does not count
    fill:           behind the content, within the canvas; None leaves it transparent
    content_filters, view_filters: before the fill, and after it
    background:     behind everything, unless alpha is kept
    keep_alpha:     the reply has an alpha band
    mask_only:      the reply is the alpha band
    pixel_type:     rgb, gray or cmyk
    """

    source: Size
    window: Rect
    matrix: Matrix
    canvas: Rect
    view: Rect
    size: Size
    mode: str
    opaque: bool = False
    fill: Rgba | None = None
    content_filters: tuple[Filter, ...] = ()
    view_filters: tuple[Filter, ...] = ()
    background: Rgb = (255, 255, 255)
    keep_alpha: bool = False
    mask_only: bool = False
    pixel_type: str = "rgb"

    @property
    def reply(self) -> Rect:
        return Rect(0, 0, self.size.width, self.size.height)

    @property
    def seen(self) -> Rect:
        """The part of the reply that is not background."""
        return self.reply.meet(self.view).meet(self.canvas)

    @property
    def reach(self) -> Rect:
        """What is seen, and as much around it as the filters look at, cut along the grid of the view."""
        margin = sum(each.reach for each in self.filters) + MARGIN
        seen = self.seen
        left, top = _down(seen.left - margin - self.view.left), _down(seen.top - margin - self.view.top)
        right, bottom = seen.right + margin - self.view.left, seen.bottom + margin - self.view.top
        return Rect(left, top, -_down(-right) - left, -_down(-bottom) - top).moved(self.view.left, self.view.top)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return self.content_filters + self.view_filters


def render(path: Path, picture: Picture) -> Any:
    """The reply's pixels, still to be computed: encoding pulls them through."""
    sheet = _content(path, picture) if not picture.seen.empty else None
    sheet = _filled(sheet, picture)
    if sheet is not None:
        sheet = _filtered(sheet, picture.view_filters, picture)
        sheet = None if sheet.rect.meet(picture.seen).empty else sheet.cut(picture.seen)
    if picture.keep_alpha or picture.mask_only:
        image = _with_alpha(sheet, picture)
        if picture.mask_only:
            return image[image.bands - 1].copy(interpretation="b-w")
    else:
        image = _flat(sheet, picture)
    return colour.to_pixel_type(image, picture.pixel_type)


def profile_of(path: Path) -> bytes:
    """The ICC profile embedded in a pyramid; empty where it has none."""
    return colour.embedded(pyvips.Image.tiffload(str(path)))


def _content(path: Path, picture: Picture) -> Sheet | None:
    pyramid = Pyramid(path, picture.source, picture.opaque)
    sheet = resample(pyramid, picture.window, picture.matrix, picture.reach, picture.mode)
    if sheet is None or sheet.rect.meet(picture.canvas).empty:
        return None
    sheet = Sheet(colour.to_srgb(sheet.image), sheet.left, sheet.top)
    if picture.filters:
        sheet = sheet.cut(picture.reach)
    return _filtered(sheet, picture.content_filters, picture).cut(picture.canvas)


def _filtered(sheet: Sheet, filters: tuple[Filter, ...], picture: Picture) -> Sheet:
    image = sheet.image
    for each in filters:
        image = each.apply(image, sheet.left - picture.view.left, sheet.top - picture.view.top)
    return Sheet(image, sheet.left, sheet.top)


def _filled(sheet: Sheet | None, picture: Picture) -> Sheet | None:
    """The content on the canvas's own fill."""
    area = picture.canvas.meet(picture.reach)
    if picture.fill is None or area.empty:
        return sheet
    if sheet is None or sheet.rect.meet(area).empty:
        return Sheet(_plain(area, picture.fill), area.left, area.top)
    opaque = picture.fill[3] == OPAQUE
    if opaque and sheet.image.hasalpha():
        sheet = Sheet(sheet.image.flatten(background=list(picture.fill[:3])).cast("uchar"), sheet.left, sheet.top)
    if sheet.rect.covers(area) and not sheet.image.hasalpha():
        return sheet
    if opaque:
        return Sheet(_embedded(sheet, area, picture.fill[:3]), area.left, area.top)
    content = _embedded(Sheet(_alpha_added(sheet.image), sheet.left, sheet.top), area, (0, 0, 0, 0))
    merged = _plain(area, picture.fill).composite2(content, "over").cast("uchar")
    return Sheet(merged, area.left, area.top)


def _with_alpha(sheet: Sheet | None, picture: Picture) -> Any:
    if sheet is None:
        return _plain(picture.reply, (0, 0, 0, 0))
    return _embedded(Sheet(_alpha_added(sheet.image), sheet.left, sheet.top), picture.reply, (0, 0, 0, 0))


def _flat(sheet: Sheet | None, picture: Picture) -> Any:
    if sheet is None:
        return _plain(picture.reply, picture.background)
    image = sheet.image
    if image.hasalpha():
        image = image.flatten(background=list(picture.background)).cast("uchar")
    return _embedded(Sheet(image, sheet.left, sheet.top), picture.reply, picture.background)


def _alpha_added(image: Any) -> Any:
    return image if image.hasalpha() else image.bandjoin(OPAQUE)


def _embedded(sheet: Sheet, area: Rect, around: tuple[int, ...]) -> Any:
    """The sheet on an area of one colour, cut to it."""
    sheet = sheet.cut(area)
    if sheet.rect == area:
        return sheet.image
    left, top = sheet.left - area.left, sheet.top - area.top
    return sheet.image.embed(left, top, area.width, area.height, extend="background", background=list(around))


def _plain(area: Rect, colours: tuple[int, ...]) -> Any:
    canvas = pyvips.Image.black(area.width, area.height, bands=len(colours)) + list(colours)
    return canvas.cast("uchar").copy(interpretation="srgb")


def _down(place: int) -> int:
    return place // GRID * GRID
