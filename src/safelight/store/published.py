"""What each generation changed: rows by catalog id, of which the newest up to a number is what is live in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, bindparam, delete, exists, select
from sqlalchemy.sql import FromClause

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import asset, file_detail, folder, image_detail, publish_state, published

# Built once: building it for each request would cost more than asking it.
_RECORD = (
    select(published.c.gone, published.c.record)
    .where(published.c.context_id == bindparam("context"), published.c.catalog_id == bindparam("catalog"))
    .where(published.c.number <= bindparam("up_to"))
    .order_by(published.c.number.desc())
    .limit(1)
)

KEY = ("context_id", "catalog_id", "number")


@dataclass(frozen=True, slots=True)
class Live:
    """An asset as it is live: under which catalog id, with which record."""

    asset_id: int
    catalog_id: str
    record: Mapping[str, Any]


def record(tx: Tx, context_id: int, number: int, catalog_id: str) -> Mapping[str, Any] | None:
    """What is live under one catalog id in a generation; walks the primary key backwards, one row."""
    row = tx.execute(_RECORD, {"context": context_id, "catalog": catalog_id, "up_to": number}).one_or_none()
    return None if row is None or row.gone else row.record


def records(tx: Tx, context_id: int, number: int, catalog_ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """What is live under some catalog ids, by catalog id; walks the primary key."""
    wanted = select(published.c.catalog_id, published.c.record)
    rows = wanted.where(_live(published, context_id, number), published.c.catalog_id.in_(catalog_ids))
    return {row.catalog_id: row.record for row in tx.execute(rows)}


def first(tx: Tx, context_id: int, number: int, limit: int) -> list[tuple[str, Mapping[str, Any]]]:
    """(catalog id, record) of what is live in a generation, by catalog id; walks the primary key."""
    wanted = select(published.c.catalog_id, published.c.record).where(_live(published, context_id, number))
    rows = tx.execute(wanted.order_by(published.c.catalog_id).limit(limit))
    return [(row.catalog_id, row.record) for row in rows]


def live_of(tx: Tx, context_id: int, number: int, asset_ids: Sequence[int]) -> list[Live]:
    """How some assets are live in a generation; walks published_by_asset."""
    wanted = select(published.c.asset_id, published.c.catalog_id, published.c.record)
    rows = wanted.where(_live(published, context_id, number), published.c.asset_id.in_(asset_ids))
    return [Live(**row) for row in tx.execute(rows).mappings()]


def is_live(context_id: int, number: int) -> ColumnElement[bool]:
    """Condition on publish_state: the asset is live in a generation; walks published_by_asset."""
    shown = published.alias("shown")
    return exists().where(_live(shown, context_id, number), shown.c.asset_id == publish_state.c.asset_id)


def candidates(tx: Tx, context_id: int, asset_ids: Sequence[int]) -> list[Mapping[str, Any]]:
    """Mark, asset and picture columns of some assets, by id; without an asset or a picture its columns are None."""
    source = publish_state.outerjoin(asset, asset.c.id == publish_state.c.asset_id).outerjoin(
        image_detail, image_detail.c.asset_id == publish_state.c.asset_id
    )
    columns = (publish_state.c.asset_id, publish_state.c.marked, *_ASSET, *_PICTURE)
    here = (publish_state.c.context_id == context_id) & publish_state.c.asset_id.in_(asset_ids)
    rows = select(*columns).select_from(source).where(here).order_by(publish_state.c.asset_id)
    return [_named(row) for row in tx.execute(rows).mappings()]


def files(tx: Tx, context_id: int, asset_ids: Sequence[int]) -> list[Mapping[str, Any]]:
    """Mark, asset, place and file columns of some assets, by id; without an asset or a file its columns are None."""
    source = (
        publish_state.outerjoin(asset, asset.c.id == publish_state.c.asset_id)
        .outerjoin(folder, folder.c.id == asset.c.folder_id)
        .outerjoin(file_detail, file_detail.c.asset_id == publish_state.c.asset_id)
    )
    place = (asset.c.file_name, folder.c.path.label("folder_path"), asset.c.file_size_bytes.label("size_bytes"))
    own = (publish_state.c.asset_id, publish_state.c.marked, file_detail.c.original_digest.label("digest"))
    here = (publish_state.c.context_id == context_id) & publish_state.c.asset_id.in_(asset_ids)
    rows = select(*own, *_ASSET, *place).select_from(source).where(here).order_by(publish_state.c.asset_id)
    return [_named(row) for row in tx.execute(rows).mappings()]


def draft(tx: Tx, company_id: int, catalog_id: str) -> Mapping[str, Any] | None:
    """Asset and picture columns of one catalog id as they are now, those of no picture None; walks asset_catalog_id."""
    source = asset.outerjoin(image_detail, image_detail.c.asset_id == asset.c.id)
    this = (asset.c.company_id == company_id) & (asset.c.catalog_id == catalog_id)
    columns = (asset.c.id.label("asset_id"), *_ASSET, *_PICTURE)
    row = tx.execute(select(*columns).select_from(source).where(this)).mappings().one_or_none()
    return None if row is None else _named(row)


def put(tx: Tx, context_id: int, number: int, shown: Iterable[Live]) -> None:
    """Show assets in a generation, whatever it said of their catalog ids before."""
    key = {"context_id": context_id, "number": number, "gone": False}
    rows = [
        {**key, "asset_id": one.asset_id, "catalog_id": one.catalog_id, "record": dict(one.record)} for one in shown
    ]
    if rows:
        new = upserts.insert(tx, published)
        change = {name: new.excluded[name] for name in ("asset_id", "gone", "record")}
        tx.execute(new.on_conflict_do_update(index_elements=KEY, set_=change), rows)


def put_gone(tx: Tx, context_id: int, number: int, ended: Iterable[Live]) -> None:
    """End what was live in a generation, unless that generation shows something else in its place."""
    key = {"context_id": context_id, "number": number, "gone": True, "record": None}
    rows = [{**key, "asset_id": one.asset_id, "catalog_id": one.catalog_id} for one in ended]
    if rows:
        tx.execute(upserts.insert(tx, published).on_conflict_do_nothing(index_elements=KEY), rows)


def said(tx: Tx, context_id: int, number: int, catalog_ids: Sequence[str]) -> set[str]:
    """Those of the catalog ids that a generation has a row of; walks the primary key."""
    here = (published.c.context_id == context_id) & (published.c.number == number)
    rows = select(published.c.catalog_id).where(here, published.c.catalog_id.in_(catalog_ids))
    return set(tx.execute(rows).scalars())


def owners(tx: Tx, context_id: int, number: int, after: int, limit: int) -> list[int]:
    """The next assets that a generation has rows of, by id; walks published_by_number."""
    here = (published.c.context_id == context_id) & (published.c.number == number) & (published.c.asset_id > after)
    rows = select(published.c.asset_id).where(here).distinct().order_by(published.c.asset_id).limit(limit)
    return list(tx.execute(rows).scalars())


def earlier_owners(tx: Tx, context_id: int, number: int, asset_ids: Sequence[int]) -> list[int]:
    """The assets whose catalog ids a generation has given to these; walks published_by_number, then the key."""
    before = published.alias("before")
    same = (before.c.context_id == published.c.context_id) & (before.c.catalog_id == published.c.catalog_id)
    last = select(before.c.asset_id).where(same, before.c.number < published.c.number)
    owner = last.order_by(before.c.number.desc()).limit(1).scalar_subquery()
    here = (published.c.context_id == context_id) & (published.c.number == number)
    rows = select(owner).where(here, published.c.asset_id.in_(asset_ids))
    return sorted({found for found in tx.execute(rows).scalars() if found is not None})


def erase(tx: Tx, context_id: int, number: int, asset_ids: Sequence[int]) -> None:
    """Delete what an abandoned generation says of some assets; walks published_by_number."""
    here = (published.c.context_id == context_id) & (published.c.number == number)
    tx.execute(delete(published).where(here, published.c.asset_id.in_(asset_ids)))


def _named(row: RowMapping) -> Mapping[str, Any]:
    return {str(name): value for name, value in row.items()}


def _live(rows: FromClause, context_id: int, number: int) -> ColumnElement[bool]:
    """The condition for a row that is shown in a generation: not gone, and no later row up to it."""
    later = published.alias()
    replaced = exists().where(
        later.c.context_id == rows.c.context_id,
        later.c.catalog_id == rows.c.catalog_id,
        later.c.number > rows.c.number,
        later.c.number <= number,
    )
    return (rows.c.context_id == context_id) & (rows.c.number <= number) & ~rows.c.gone & ~replaced


_ASSET = (asset.c.name, asset.c.type, asset.c.catalog_id, asset.c.trash_state, asset.c.modified_ms)
_PICTURE = tuple(
    image_detail.c[name]
    for name in (
        "pyramid_digest",
        "width",
        "height",
        "has_alpha",
        "color_space",
        "resolution_dpi",
        "anchor_x",
        "anchor_y",
        "url_modifier",
        "url_post_modifier",
        "user_data",
    )
)
