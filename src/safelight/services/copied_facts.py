"""What a copy of an image has because the image has it: metadata, tags, XMP packet, and what is drawn on it."""

from dataclasses import asdict
from typing import Any

from safelight.domain.annotations import ImageMap, ZoomTarget
from safelight.domain.assets import Asset
from safelight.services import xmp
from safelight.store import annotations, metadata, metadata_fields
from safelight.store.database import Tx


def take_along(tx: Tx, source: Asset, copy_id: int, now_ms: int, *, drawn: bool) -> None:
    """Give a copy, of the same company, what the source has.

    drawn: zoom targets and image maps too, which lie on the pixels, and so make sense on the same ones alone
    """
    _fields(tx, source.id, copy_id)
    if packet := xmp.packet_held(tx, source):
        xmp.take_in(tx, source.company_id, copy_id, packet, now_ms)
    if drawn:
        _drawn(tx, source.id, copy_id)


def _fields(tx: Tx, source_id: int, copy_id: int) -> None:
    """A field that somebody erases meanwhile is left out; the others, and their dictionaries, stay until we end."""
    named = {field_id for _, field_id in (*metadata.values_of(tx, [source_id]), *metadata.tags_of(tx, [source_id]))}
    kept = {field_id for field_id in sorted(named) if _held(tx, field_id)}
    values, tags = metadata.values_of(tx, [source_id]), metadata.tags_of(tx, [source_id])
    metadata.write_values(tx, {(copy_id, of): value for (_, of), value in values.items() if of in kept})
    metadata.write_tags(tx, {(copy_id, of): list(ids) for (_, of), ids in tags.items() if of in kept})


def _held(tx: Tx, field_id: int) -> bool:
    held = metadata_fields.hold(tx, field_id)
    metadata_fields.lock(tx, field_id)
    return held


def _drawn(tx: Tx, source_id: int, copy_id: int) -> None:
    for target in annotations.targets(tx, [source_id]).get(source_id, ()):
        annotations.add_target(tx, _anew(target, copy_id))
    for image_map in annotations.maps(tx, [source_id]).get(source_id, ()):
        annotations.add_map(tx, _anew(image_map, copy_id))


def _anew(drawn: ZoomTarget | ImageMap, asset_id: int) -> dict[str, Any]:
    """The same on another image, under an id of its own."""
    return {name: value for name, value in asdict(drawn).items() if name != "id"} | {"asset_id": asset_id}
