"""Values and tags that assets have for metadata fields."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import delete, exists, func, insert, select, update

from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.metadata import HEAD, Value
from safelight.domain.permissions import READ, Access
from safelight.store import upserts
from safelight.store.among import IDS, among
from safelight.store.database import Tx
from safelight.store.permissions import assets_allowed
from safelight.store.pieces import pieces
from safelight.store.tables import asset, asset_tag, metadata_value, tag

Pair = tuple[int, int]
"""Ids of an asset and of a field."""

_of = metadata_value.c
_VALUES: Final = select(_of.asset_id, _of.field_id, _of.text, _of.whole, _of.number).where(among(_of.asset_id))
_TAGS: Final = (
    select(asset_tag.c.asset_id, tag.c.field_id, tag.c.id, tag.c.value)
    .join(tag)
    .where(among(asset_tag.c.asset_id))
    .order_by(asset_tag.c.place)
)


def values_of(tx: Tx, asset_ids: Iterable[int]) -> dict[Pair, Value]:
    """Every value of the assets; walks the primary key."""
    rows = tx.execute(_VALUES, {IDS: asset_ids}).all()
    return {(asset_id, field_id): Value(text, whole, number) for asset_id, field_id, text, whole, number in rows}


def tags_of(tx: Tx, asset_ids: Iterable[int]) -> dict[Pair, dict[int, str]]:
    """Every tag of the assets in its order, id to value; walks the primary keys."""
    found: defaultdict[Pair, dict[int, str]] = defaultdict(dict)
    for asset_id, field_id, tag_id, value in tx.execute(_TAGS, {IDS: asset_ids}):
        found[asset_id, field_id][tag_id] = value
    return found


def write_values(tx: Tx, values: Mapping[Pair, Value]) -> None:
    """Set values, in place of what was there."""
    new = upserts.insert(tx, metadata_value)
    columns = {name: new.excluded[name] for name in ("text", "head", "whole", "number")}
    change = new.on_conflict_do_update(index_elements=["asset_id", "field_id"], set_=columns)
    rows = [
        {"asset_id": pair[0], "field_id": pair[1], "head": value.text[:HEAD], **asdict(value)}
        for pair, value in values.items()
    ]
    for piece in pieces(rows):
        tx.execute(change, piece)


def write_tags(tx: Tx, tags: Mapping[Pair, Sequence[int]]) -> None:
    """Set the tags that assets have of fields, in place of those they had."""
    _drop_tags(tx, tags)
    rows = [
        {"asset_id": asset_id, "tag_id": tag_id, "place": place}
        for (asset_id, _), tag_ids in tags.items()
        for place, tag_id in enumerate(tag_ids)
    ]
    for piece in pieces(rows):
        tx.execute(insert(asset_tag), piece)


def drop(tx: Tx, pairs: Collection[Pair]) -> None:
    """Erase what assets have of fields, values and tags."""
    for field_id, asset_ids in _by_field(pairs).items():
        for piece in pieces(asset_ids):
            of = metadata_value.c
            tx.execute(delete(metadata_value).where(of.field_id == field_id, of.asset_id.in_(piece)))
    _drop_tags(tx, pairs)


def touch(tx: Tx, asset_ids: Iterable[int], user: str, now_ms: int) -> None:
    """Note who changed the assets, and when."""
    for piece in pieces(asset_ids):
        tx.execute(update(asset).where(asset.c.id.in_(piece)).values(modified_by=user, modified_ms=now_ms))


def distinct(tx: Tx, field_id: int, access: Access, limit: int) -> list[tuple[str, int]]:
    """The values that assets outside the trash have of a field, by text, each with how many have it.

    access: in whose name, of assets they may read
    """
    of = metadata_value.c
    texts = select(of.text, func.count()).join(asset, asset.c.id == of.asset_id).where(of.field_id == field_id)
    tags = (
        select(tag.c.value, func.count())
        .join(asset_tag, asset_tag.c.tag_id == tag.c.id)
        .join(asset, asset.c.id == asset_tag.c.asset_id)
        .where(tag.c.field_id == field_id)
    )
    rows: list[Any] = []
    for query, column in ((texts, of.text), (tags, tag.c.value)):
        kept = query.where(asset.c.trash_state == NOT_IN_TRASH, assets_allowed(access, READ))
        rows += tx.execute(kept.group_by(column).order_by(column).limit(limit)).all()
    return sorted((str(text), int(count)) for text, count in rows)[:limit]


def with_any(tx: Tx, field_id: int, access: Access) -> int:
    """How many assets outside the trash have a value or a tag of a field; access: as above."""
    values = select(metadata_value.c.asset_id).where(metadata_value.c.field_id == field_id)
    tagged = select(asset_tag.c.asset_id).join(tag, tag.c.id == asset_tag.c.tag_id).where(tag.c.field_id == field_id)
    kept = (asset.c.trash_state == NOT_IN_TRASH) & (asset.c.id.in_(values) | asset.c.id.in_(tagged))
    kept &= assets_allowed(access, READ)
    return int(tx.execute(select(func.count()).select_from(asset).where(kept)).scalar_one())


def _drop_tags(tx: Tx, pairs: Collection[Pair]) -> None:
    for field_id, asset_ids in _by_field(pairs).items():
        of_field = exists().where(tag.c.id == asset_tag.c.tag_id, tag.c.field_id == field_id)
        for piece in pieces(asset_ids):
            tx.execute(delete(asset_tag).where(asset_tag.c.asset_id.in_(piece), of_field))


def _by_field(pairs: Collection[Pair]) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for asset_id, field_id in pairs:
        found[field_id].append(asset_id)
    return found
