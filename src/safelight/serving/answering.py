"""A request over what is live: facts at once, or the plan of a picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from safelight.domain.faults import Fault, InvalidParameter, UnknownPicture
from safelight.domain.records import Head, Record, ServingSettings
from safelight.serving import facts, fields, localised, properties
from safelight.serving.commands.req import FIELDS, PICTURES
from safelight.serving.draft import Wishes
from safelight.serving.merging import Given, gather
from safelight.serving.plan import Plan, plan, wishes
from safelight.serving.url import Address, Request, read_modifiers

KEPT_BY_DEFAULT_IMAGE: Final = frozenset({"wid", "hei", "fmt", "qlt", "req", "cache"})
"""Commands that stay when a default image takes a request's place; the last two say how to answer."""

WHOLE_REQUEST: Final = 0
INHERITED_H: Final = -2
DEFAULT_IMAGE_KINDS: Final = frozenset({"img", "tmb"})
SOURCES: Final = frozenset({"src", "mask"})
BANNER: Final = b"#S7Z OK\r\n#Safelight\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What may be served of one company.

    record:  the record of a catalog id, or None
    profile: the ICC profile of a record's pyramid
    length:  bytes of a reply in the cache by its key, or 0
    """

    head: Head
    record: Callable[[str], Record | None]
    profile: Callable[[Record], bytes]
    length: Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to send.

    plan:        of a picture still to be made or found in the cache; None where `body` is all
    ttl_h:       hours a client may keep it; 0 not at all, -1 for ever
    modified_ms: when it last changed, None where that is not told
    """

    plan: Plan | None = None
    body: bytes = b""
    media_type: str = "text/plain"
    wish: Wishes = field(default_factory=Wishes)
    ttl_h: float = 0.0
    modified_ms: int | None = None


def answer(request: Request, catalog: Catalog, max_pixels: int, now_ms: int) -> Answer:
    """The reply, or the error image in place of a picture that cannot be had.

    raises: UnknownPicture, and all that reading and planning raise
    """
    catalog = replace(catalog, record=localised.finding(request, catalog.head.settings, catalog.record))
    try:
        return _answer(request, catalog, max_pixels, now_ms)
    except Fault:
        stand_in = _error_image(request, catalog, max_pixels)
        if stand_in is None:
            raise
        return stand_in


def _answer(request: Request, catalog: Catalog, max_pixels: int, now_ms: int) -> Answer:
    head, name = catalog.head, request.address.name
    record = catalog.record(name) if name else None
    given = _given(request, head, record)
    wish = wishes(given)
    if wish.kind in FIELDS:
        return _field(request, catalog, record, wish, max_pixels)
    try:
        shown, given, wish = _shown(request, catalog, record, given, wish)
    except UnknownPicture as found_missing:
        shown, missing = None, found_missing
    else:
        missing = UnknownPicture(request.address.root, name)
    if wish.kind not in PICTURES:
        return _facts(request, catalog, shown if wish.kind == "props" else record, given, wish, max_pixels, now_ms)
    record = shown
    ttl_h = _ttl_h(record, head.settings)
    if record is None:
        record, given = _default(request, catalog, given, wish, missing)
        ttl_h = head.settings.default_expiration_h
    modified_ms = max(record.modified_ms, head.changed_ms) if head.settings.use_last_modified else None
    planned = plan(given, wish.kind, record, head.settings, max_pixels)
    return Answer(plan=planned, media_type=planned.media_type, wish=wish, ttl_h=ttl_h, modified_ms=modified_ms)


def _shown(
    request: Request, catalog: Catalog, record: Record | None, given: list[Given], wish: Wishes
) -> tuple[Record | None, list[Given], Wishes]:
    """The record whose picture is shown, None where there is none, and the commands in force for it.

    `template=` puts the commands of another record in place of those of the one in the path; `src=` shows the picture
    of another one, whose own commands all others override. A record changes with every one it is made of.
    raises: UnknownPicture for a record named that is not there
    """
    if wish.template:
        record = _newest(_named(catalog, wish.template), record)
        given = _given(request, catalog.head, record)
        wish = wishes(given)
    if not wish.source:
        return record if record and record.digest else None, given, wish
    shown = _named(catalog, wish.source)
    if not shown.digest or any(each.name in SOURCES for each in read_modifiers(shown.modifier)):
        raise InvalidParameter("src", wish.source[:80], "a record that has a picture of its own")
    modifier = "&".join(filter(None, (shown.modifier, record.modifier if record else "")))
    given = gather(request, catalog.head.presets, modifier, record.post_modifier if record else "")
    return _newest(shown, record), given, wishes(given)


def _newest(record: Record, other: Record | None) -> Record:
    """The record, changed when the last of both was."""
    return record if other is None else replace(record, modified_ms=max(record.modified_ms, other.modified_ms))


def _named(catalog: Catalog, name: str) -> Record:
    """raises: UnknownPicture"""
    root = catalog.head.root
    own = name.strip("/").removeprefix(root + "/")
    found = catalog.record(own)
    if found is None:
        raise UnknownPicture(root, own)
    return found


def _field(request: Request, catalog: Catalog, record: Record | None, wish: Wishes, max_pixels: int) -> Answer:
    settings = catalog.head.settings

    def planned() -> Plan:
        shown, given, _ = _shown(request, catalog, record, _given(request, catalog.head, record), wish)
        if shown is None:
            raise UnknownPicture(request.address.root, request.address.name)
        return plan(given, "img", shown, settings, max_pixels)

    body, media_type = fields.written(request, record, catalog.record, wish, planned)
    lasting = wish.kind not in fields.WITHOUT_EXPIRATION
    ttl_h = _ttl_h(record, settings) if lasting else settings.non_img_expiration_h
    return Answer(body=body, media_type=media_type, wish=wish, ttl_h=ttl_h)


def _facts(
    request: Request,
    catalog: Catalog,
    record: Record | None,
    given: Sequence[Given],
    wish: Wishes,
    max_pixels: int,
    now_ms: int,
) -> Answer:
    settings = catalog.head.settings
    if wish.kind == "exists":
        told = facts.exists(record)
    elif wish.kind == "catalogprops":
        told = facts.of_catalog(settings)
    elif wish.kind == "validate":
        told = facts.valid()
    elif record is None:
        raise UnknownPicture(request.address.root, request.address.name)
    elif wish.kind == "imageprops":
        told = facts.of_source(record, settings, catalog.profile(record) if record.digest else b"")
    else:
        planned = plan(given, "img", record, settings, max_pixels)
        told = facts.of_reply(planned, record, catalog.length(planned.key))
    form = wish.form or "text"
    body = properties.written(told, form, handler=wish.handler, tag=wish.tag, now_ms=now_ms)
    ttl_h = 0.0 if wish.kind == "validate" else settings.non_img_expiration_h
    return Answer(body=body, media_type=properties.MEDIA_TYPES[form], wish=wish, ttl_h=ttl_h)


def _given(request: Request, head: Head, record: Record | None) -> list[Given]:
    if record is None:
        return gather(request, head.presets)
    return gather(request, head.presets, record.modifier, record.post_modifier)


def _default(
    request: Request, catalog: Catalog, given: Sequence[Given], wish: Wishes, missing: UnknownPicture
) -> tuple[Record, list[Given]]:
    """The default image in place of a missing one: of the whole request, or in mode 1 of its picture alone."""
    head = catalog.head
    name = head.settings.default_image if wish.default_image is None else wish.default_image
    name = name.strip("/").removeprefix(head.root + "/")
    record = catalog.record(name) if name and wish.kind in DEFAULT_IMAGE_KINDS else None
    if record is None:
        raise missing
    if head.settings.default_image_mode != WHOLE_REQUEST:
        return record, _given(request, head, record)
    kept = tuple(each.written for each in given if each.command.name in KEPT_BY_DEFAULT_IMAGE)
    return record, _given(Request(Address(head.root, name), kept), head, record)


def _error_image(request: Request, catalog: Catalog, max_pixels: int) -> Answer | None:
    """The error image as it is, which expires at once (assumed); None where none stands in for what was asked."""
    head, kinds = catalog.head, [each.value for each in request.modifiers if each.name == "req"]
    name = head.settings.error_image.strip("/").removeprefix(head.root + "/")
    wanted = kinds[-1].partition(",")[0].strip().lower() if kinds else "img"
    record = catalog.record(name) if name and wanted in PICTURES else None
    if record is None:
        return None
    try:
        given = _given(Request(Address(head.root, name), ()), head, record)
        planned = plan(given, "img", record, head.settings, max_pixels)
    except Fault:
        return None
    return Answer(plan=planned, media_type=planned.media_type)


def _ttl_h(record: Record | None, settings: ServingSettings) -> float:
    own = record.expiration_h if record else None
    return settings.expiration_h if own is None or own == INHERITED_H else own
