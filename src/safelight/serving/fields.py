"""Replies that are a field of a catalog record: its set, its zoom targets, its image map, its user data."""

from collections.abc import Callable
from typing import Final

from safelight.domain.faults import NotBuilt, UnknownPicture
from safelight.domain.geometry import Rect
from safelight.domain.records import Record
from safelight.serving import area_maps, properties, set_replies
from safelight.serving.draft import Wishes
from safelight.serving.media_sets import Teller
from safelight.serving.plan import Plan
from safelight.serving.url import Request

WITHOUT_EXPIRATION: Final = frozenset({"imageset", "set"})
"""Kinds that live as long as other facts do; the others as long as their record's pictures."""

Find = Callable[[str], Record | None]

ABOUT_REPLY: Final = frozenset({"req", "id", "handler", "cache", "expires", "sig"})
"""Commands beside which a map still stands as it is in its record."""

_NOT_OF_A_MAP: Final = frozenset({"map", "mapa"})


def written(
    request: Request, record: Record | None, find: Find, wish: Wishes, planned: Callable[[], Plan]
) -> tuple[bytes, str]:
    """The reply and its media type.

    find:    the record of a catalog id
    planned: the plan of the picture that the request would have got
    raises:  UnknownPicture for the set of a record that is not there; as reading a set and planning do
    """
    form = _form(wish)
    if wish.kind == "set":
        body = _set(request, record, find, wish, form)
    elif wish.kind == "imageset":
        text = record.image_set if record else ""
        body = set_replies.image_set(text, form, wish.handler, wish.tag)
    elif wish.kind == "map":
        body = _map(request, record, planned, wish, form)
    else:
        text = "" if record is None else record.targets if wish.kind == "targets" else record.user_data
        body = _properties(text, wish, form)
    return body, properties.MEDIA_TYPES[form]


def _form(wish: Wishes) -> str:
    if wish.kind == "set":
        return "json" if wish.form == "json" else "xml"
    return wish.form or "text"


def _set(request: Request, record: Record | None, find: Find, wish: Wishes, form: str) -> bytes:
    root, name = request.address.root, request.address.name
    if record is None and wish.image_set is None:
        raise UnknownPicture(root, name)
    teller = Teller(root, find, wish.label_key)
    told = teller.of(f"{root}/{name}" if name else root, record, wish.image_set)
    return set_replies.tree(told, form, wish.handler, wish.tag)


def _properties(text: str, wish: Wishes, form: str) -> bytes:
    if form == "text":
        return set_replies.lines(text)
    return properties.written(set_replies.pairs(text), form, handler=wish.handler, tag=wish.tag, now_ms=0)


def _map(request: Request, record: Record | None, planned: Callable[[], Plan], wish: Wishes, form: str) -> bytes:
    """As it is in the record, or where the picture of the request would show its areas."""
    commands = {each.name for each in request.modifiers}
    if commands & _NOT_OF_A_MAP:
        raise NotBuilt("map= of a request")
    text = record.map if record else ""
    areas = area_maps.read(text)
    if areas and commands - ABOUT_REPLY:
        areas = _shown(areas, planned())
        text = area_maps.written(areas)
    return set_replies.areas(text, areas, form, wish.handler, wish.tag)


def _shown(areas: list[area_maps.Area], plan: Plan) -> list[area_maps.Area]:
    picture = plan.picture
    visible = Rect(0, 0, picture.size.width, picture.size.height).meet(picture.view)
    return area_maps.moved(areas, picture.matrix, picture.canvas, visible.meet(picture.canvas))
