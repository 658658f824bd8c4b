"""Thumbnails, `req=tmb`: the catalog's rule in place of fit=.

Source: Image Serving reference, thumbnail rules, thumbnail scaling, view transform for thumbnails.
"""

from typing import Final

from safelight.domain.faults import InvalidParameter
from safelight.domain.geometry import Size
from safelight.serving.draft import Draft
from safelight.serving.layer import Layer
from safelight.serving.placing import Placed, aligned, contain, cover

CROP, FIT, TEXTURE = 1, 2, 3
_ALIGN: Final = {1: -1.0, 2: 0.0, 3: 1.0}


def scale(draft: Draft) -> Layer:
    """Step 2 of the layer: into `size=` or the view by the rule, or by res=."""
    layer, asked = draft.layer, draft.scaling
    if not (asked.size and all(asked.size)) and asked.resolution is not None:
        factor = asked.resolution / (draft.record.resolution_dpi or draft.settings.resolution)
        return layer.resized(layer.size.scaled(factor, factor))
    room = Size(*asked.size) if asked.size and all(asked.size) else _view(draft)
    factor = _factor(draft, room, layer.size)
    placed = _laid(draft, room, layer.size.scaled(factor, factor))
    return layer.resized(placed.scaled).on(placed.size, placed.left, placed.top)


def place(draft: Draft) -> Placed:
    """The composite in the view.

    raises: InvalidParameter where fit= is given
    """
    if draft.view.fit:
        raise InvalidParameter("fit", draft.view.fit.mode, "no fit= beside req=tmb")
    room, composite = _view(draft), draft.layer.size
    kind = draft.settings.thumb_type
    factor = 1.0 if kind == TEXTURE else _factor(draft, room, composite)
    return _laid(draft, room, composite.scaled(factor, factor))


def _view(draft: Draft) -> Size:
    """wid= or that of DefaultThumbPix, by hei= or that of it; a free side is the picture's (assumed)."""
    wide, high = draft.settings.default_thumb_pix
    source = draft.layer.source
    return Size(draft.view.wid or wide or source.width, draft.view.hei or high or source.height)


def _factor(draft: Draft, room: Size, rect: Size) -> float:
    settings = draft.settings
    if settings.thumb_type == TEXTURE:
        return settings.thumb_res / (draft.record.resolution_dpi or settings.resolution)
    return cover(room, rect) if settings.thumb_type == CROP else contain(room, rect)


def _laid(draft: Draft, room: Size, scaled: Size) -> Placed:
    settings = draft.settings
    stock = _ALIGN.get(settings.thumb_horiz_align, 0.0), _ALIGN.get(settings.thumb_vert_align, 0.0)
    return Placed(room, scaled, *aligned(room, scaled, draft.view.align or stock))
