"""Request + record + settings to a plan: every size and place settled, no pixel touched yet."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from safelight.domain.faults import InvalidParameter, PictureTooLarge
from safelight.domain.geometry import Matrix, Rect, Size
from safelight.domain.records import Record, ServingSettings
from safelight.imaging.encode import LARGEST_SIDE, Encoding
from safelight.imaging.transform import RESAMPLING
from safelight.imaging.view import Picture
from safelight.serving import colours, thumbnail
from safelight.serving.commands import Stage
from safelight.serving.draft import Draft, Output, Wishes, effects
from safelight.serving.layer import Layer, whole
from safelight.serving.merging import Given
from safelight.serving.placing import Cut, Placed, contain, place

RENDERER: Final = 1
"""Version of all that turns a plan into bytes: counts up whenever the same plan gives other bytes."""

LARGEST_ENLARGEMENT: Final = 10_000
"""Far beyond any use; it keeps every place within what libvips can count."""

_ABOUT_REPLY: Final = frozenset({Stage.DISPATCH, Stage.HTTP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One reply, settled. digest names the pyramid; max_bytes is 0 for no limit; purge counts those of its address."""

    digest: str
    picture: Picture
    encoding: Encoding
    media_type: str
    max_bytes: int
    purge: int = 0
    key: str = field(init=False)
    """Names the reply among all replies: whatever changes a byte of it changes the key."""

    def __post_init__(self) -> None:
        facts: tuple[object, ...] = (RENDERER, self.digest, self.picture, self.encoding, self.max_bytes)
        facts = (*facts, self.purge) if self.purge else facts
        object.__setattr__(self, "key", hashlib.sha256(repr(facts).encode()).hexdigest())


def wishes(given: Sequence[Given]) -> Wishes:
    """How to answer."""
    wish = Wishes()
    for each in given:
        if each.stage in _ABOUT_REPLY:
            wish = each.apply(wish)
    return wish


def plan(given: Sequence[Given], kind: str, record: Record, settings: ServingSettings, max_pixels: int) -> Plan:
    """What to draw and how to write it.

    kind:       img, mask or tmb
    max_pixels: of the reply, width x height
    raises:     InvalidParameter for commands that contradict each other, PictureTooLarge
    """
    draft = _drafted(given, kind, record, settings)
    if kind == "tmb":
        placed, region = thumbnail.place(draft), _all(draft.layer)
    else:
        _check_fit(draft)
        region = draft.view.region or _all(draft.layer)
        placed = place(Size(region.width, region.height), draft.view, settings.default_pix, settings.max_pix)
    made = _picture(draft, placed, region, kind)
    _check_size(made.size, draft.output.encoding.format, settings.max_pix, max_pixels)
    return Plan(
        digest=record.digest,
        picture=made,
        encoding=draft.output.encoding,
        media_type=draft.output.media_type,
        max_bytes=draft.output.max_bytes if draft.output.encoding.format == "jpeg" else 0,
    )


def _drafted(given: Sequence[Given], kind: str, record: Record, settings: ServingSettings) -> Draft:
    """The record's picture after all commands, each in its stage.

    Commands of the view and after only write down what is wished, which a thumbnail's layer must know already.
    """
    draft = _blank(record, settings)
    acting = [each for each in given if each.stage not in _ABOUT_REPLY]
    for each in acting:
        draft = each.apply(draft) if each.stage >= Stage.VIEW else draft
    before = [each for each in acting if each.stage <= Stage.SCALE]
    for each in before:
        draft = each.apply(draft)
    draft = _scaled(draft, kind)
    for each in acting:
        draft = each.apply(draft) if Stage.SCALE < each.stage < Stage.VIEW else draft
    return draft


def _blank(record: Record, settings: ServingSettings) -> Draft:
    encoding = Encoding(
        format="jpeg",
        quality=settings.jpeg_quality,
        full_chroma=bool(settings.jpeg_chroma),
        dpi=settings.print_dpi(record),
    )
    source = Size(record.width, record.height)
    return Draft(record=record, settings=settings, layer=whole(source), output=Output(encoding=encoding))


def _scaled(draft: Draft, kind: str) -> Draft:
    """Step 2 of the layer: size, else scale, else res, else as it is."""
    asked, layer = draft.scaling, draft.layer
    if kind == "tmb":
        return replace(draft, layer=thumbnail.scale(draft))
    if asked.size is not None and any(asked.size):
        room = Size(asked.size[0] or layer.size.width * 2**31, asked.size[1] or layer.size.height * 2**31)
        factor = contain(room, layer.size)
    elif asked.factor is not None:
        factor = asked.factor
    elif asked.resolution is not None:
        factor = asked.resolution / (draft.record.resolution_dpi or draft.settings.resolution)
    else:
        return draft
    return replace(draft, layer=layer.resized(layer.size.scaled(factor, factor)))


def _picture(draft: Draft, placed: Placed, region: Rect, kind: str) -> Picture:
    cut = draft.view.cut or Cut(Rect(0, 0, placed.size.width, placed.size.height))
    placed = placed.times(cut.scale) if cut.scale != 1 else placed
    view = placed.matrix(region).moved(-cut.rect.left, -cut.rect.top)
    matrix = draft.layer.matrix.then(view)
    scale = max(matrix.factors)
    if scale > LARGEST_ENLARGEMENT:
        raise PictureTooLarge(f"source pixels {scale:.0f} times as large", f"at most {LARGEST_ENLARGEMENT} times")
    settings, output = draft.settings, draft.output
    stock = settings.thumb_bkg_color if kind == "tmb" else settings.bkg_color
    return Picture(
        source=draft.layer.source,
        window=draft.layer.window,
        matrix=_tidy(matrix),
        canvas=view.rect(_all(draft.layer)),
        view=Rect(-cut.rect.left, -cut.rect.top, placed.size.width, placed.size.height),
        size=Size(cut.rect.width, cut.rect.height),
        mode=output.resampling or _known_mode(settings.res_mode),
        opaque=not draft.record.has_alpha,
        fill=draft.fill.rgba if draft.fill and draft.fill.alpha else None,
        content_filters=effects(draft.layer_sharpening, scale, cut.scale),
        view_filters=effects(draft.view_sharpening, scale, cut.scale),
        background=(draft.background or colours.parse("BkgColor", stock)).rgb,
        keep_alpha=output.alpha,
        mask_only=kind == "mask",
        pixel_type="gray" if kind == "mask" else output.pixel_type or "rgb",
    )


def _tidy(matrix: Matrix) -> Matrix:
    """Without the dust of floating point, so that equal pictures have equal keys."""
    a, b, c, d = (float(f"{number:.12g}") + 0.0 for number in (matrix.a, matrix.b, matrix.c, matrix.d))
    return Matrix(a, b, c, d, round(matrix.x0, 9) + 0.0, round(matrix.y0, 9) + 0.0)


def _all(layer: Layer) -> Rect:
    return Rect(0, 0, layer.size.width, layer.size.height)


def _known_mode(mode: str) -> str:
    return mode if mode in RESAMPLING else "sharp2"


def _check_fit(draft: Draft) -> None:
    if draft.view.fit and draft.view.wid is None and draft.view.hei is None:
        raise InvalidParameter("fit", draft.view.fit.mode, "wid= or hei= beside it")


def _check_size(size: Size, kind: str, max_pix: tuple[int, int], max_pixels: int) -> None:
    got = f"{size.width} x {size.height} pixels"
    if any(limit and side > limit for side, limit in zip((size.width, size.height), max_pix, strict=True)):
        raise PictureTooLarge(got, f"at most {max_pix[0]} x {max_pix[1]}")
    if size.area > max_pixels:
        raise PictureTooLarge(got, f"at most {max_pixels} in all")
    longest = LARGEST_SIDE.get(kind, max_pixels)
    if max(size.width, size.height) > longest:
        raise PictureTooLarge(got, f"at most {longest} on a side as {kind}")
