"""Dictionaries of tag fields. Assets hold the ids of tags, so that a new value of a tag is theirs at once."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select, update

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import tag


def dictionary(tx: Tx, field_id: int) -> dict[str, int]:
    """Ids of the tags of a field by their values, in their order."""
    wanted = select(tag.c.value, tag.c.id).where(tag.c.field_id == field_id).order_by(tag.c.place, tag.c.id)
    return {row.value: row.id for row in tx.execute(wanted)}


def add(tx: Tx, field_id: int, values: Sequence[str]) -> None:
    """Put values behind those that are there; one that is there stays where it is."""
    last = tx.execute(select(func.max(tag.c.place)).where(tag.c.field_id == field_id)).scalar() or 0
    rows = [{"field_id": field_id, "value": value, "place": last + at} for at, value in enumerate(values, start=1)]
    if rows:
        tx.execute(upserts.insert(tx, tag).on_conflict_do_nothing(index_elements=["field_id", "value"]), rows)


def arrange(tx: Tx, field_id: int, values: Sequence[str]) -> None:
    """Give tags the order of these values."""
    for place, value in enumerate(values, start=1):
        tx.execute(update(tag).where(tag.c.field_id == field_id, tag.c.value == value).values(place=place))


def rename(tx: Tx, tag_id: int, value: str) -> None:
    tx.execute(update(tag).where(tag.c.id == tag_id).values(value=value))


def remove(tx: Tx, tag_ids: Collection[int]) -> None:
    """Erase tags; assets that have them lose them."""
    for piece in pieces(tag_ids):
        tx.execute(delete(tag).where(tag.c.id.in_(piece)))
