"""A picture of a record by a query string alone, for those who come by no URL."""

from dataclasses import replace
from pathlib import Path

from safelight.domain.faults import InvalidParameter
from safelight.domain.records import Head, Record
from safelight.imaging.drawn import ANY_SIZE, Drawing
from safelight.imaging.view import profile_of
from safelight.serving import answering, url
from safelight.serving.answering import Catalog
from safelight.serving.drawing import drawing
from safelight.serving.values import flag

XMP_EMBED = "xmpEmbed"


def plan(
    head: Head, record: Record, query: str, pyramid: Path, max_pixels: int, xmp: bytes = b""
) -> tuple[Drawing, str]:
    """What a picture URL of the record with this query shows, and its media type; at full size where none is asked for.

    max_pixels: of the picture; that and no setting of the company bounds it
    xmp:        the packet of the asset, empty for none; it goes along where the query says `xmpEmbed=1`
    raises:     InvalidParameter where the query asks for something other than a picture; all that picture URLs raise
    """
    settings = replace(head.settings, default_pix=(0, 0), max_pix=(0, 0))
    catalog = Catalog(
        head=replace(head, settings=settings),
        record=lambda name: record if name == record.catalog_id else None,
        profile=lambda _record: profile_of(pyramid),
        length=lambda _key: 0,
    )
    modifiers = url.read_modifiers(query)
    embeds = [flag(XMP_EMBED, each.value) for each in modifiers if each.name == XMP_EMBED.lower()]
    others = tuple(each for each in modifiers if each.name != XMP_EMBED.lower())
    asked = url.Request(url.Address(head.root, record.catalog_id), others)
    answer = answering.answer(asked, catalog, max_pixels, 0)
    if answer.plan is None:
        raise InvalidParameter("req", answer.wish.kind, "img, mask or tmb, which are pictures")
    packet = xmp if embeds and embeds[-1] else b""
    return drawing(answer.plan, ANY_SIZE, packet), answer.media_type
