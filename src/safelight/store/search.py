"""Which assets a search finds: first the ids of a page in their order, never whole rows.

Without a folder the index of the sort order is walked until the page is full. With one, asset_by_folder gives what
lies there, to be sorted; beyond WALKED_FROM assets walking the sort order is quicker again (measured on a million).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, not_, or_, select, true

from safelight.domain.conditions import Condition, Interval, TextMatch
from safelight.domain.search import Byproducts, Kinds, Page, Search
from safelight.store.database import Tx
from safelight.store.folders import subtree_ids
from safelight.store.pieces import pieces
from safelight.store.ranges import starts_with
from safelight.store.tables import asset, byproduct, image_detail, publish_context, publish_state
from safelight.store.text_match import contains, ends_with

WALKED_FROM = 20_000

_SORTED_BY = {
    "Name": asset.c.name,
    "Created": asset.c.created_ms,
    "Modified": asset.c.modified_ms,
    "AssetType": asset.c.type,
    "FileSize": asset.c.file_size_bytes,
}
_SHARED: dict[str, ColumnElement[Any]] = {
    "Name": asset.c.name,
    "FileName": asset.c.file_name,
    "CreateUser": asset.c.created_by,
    "LastModifyUser": asset.c.modified_by,
    "FileSize": asset.c.file_size_bytes,
    "Created": asset.c.created_ms,
    "LastModified": asset.c.modified_ms,
}
_OF_IMAGES: dict[str, ColumnElement[Any]] = {
    "Description": image_detail.c.description,
    "Comments": image_detail.c.comments,
    "UserData": image_detail.c.user_data,
    "Sku": image_detail.c.sku,
}

_NEGATED = frozenset({"NotEquals", "NotContains"})


def page_ids(tx: Tx, search: Search, page: Page) -> list[int]:
    """Ids of one page, in its order."""
    return list(tx.execute(page_query(search, page, walk=_walks(tx, search, page))).scalars())


def count(tx: Tx, search: Search) -> int:
    """How many assets there are on all pages."""
    return int(tx.execute(count_query(search)).scalar_one())


def ids_by_name(tx: Tx, company_id: int, trash_state: str, names: Sequence[str], wanted: Kinds) -> dict[str, list[int]]:
    """Ids of the assets of exactly these names, by age; walks asset_by_name."""
    found: dict[str, list[int]] = {}
    scope = (asset.c.company_id == company_id) & (asset.c.trash_state == trash_state) & kinds(wanted)
    for piece in pieces(dict.fromkeys(names)):
        rows = tx.execute(select(asset.c.name, asset.c.id).where(scope, asset.c.name.in_(piece)).order_by(asset.c.id))
        for name, asset_id in rows:
            found.setdefault(name, []).append(asset_id)
    return found


def page_query(search: Search, page: Page, *, walk: bool) -> Select[int]:
    """walk: along the index of the sort order instead of gathering what the folders hold"""
    order = [_SORTED_BY[page.sort_by], asset.c.id]
    sorted_by = [column.desc() if page.descending else column.asc() for column in order]
    scope = _in_company(search) & _in_folder(search) if walk else _scope(search)
    return select(asset.c.id).where(scope, _wanted(search)).order_by(*sorted_by).offset(page.offset).limit(page.limit)


def count_query(search: Search) -> Select[int]:
    return select(func.count()).select_from(asset).where(_scope(search), _wanted(search))


def _walks(tx: Tx, search: Search, page: Page) -> bool:
    if search.below is None:
        return True
    if page.sort_by == "Name":
        return False
    held = select(literal(1)).select_from(asset).where(_scope(search), asset.c.trash_state == search.trash_state)
    most = held.limit(WALKED_FROM + 1).subquery()
    return int(tx.execute(select(func.count()).select_from(most)).scalar_one()) > WALKED_FROM


def _scope(search: Search) -> ColumnElement[bool]:
    """Where to look: the folder names the company too, and alone it leads to asset_by_folder."""
    return _in_company(search) if search.below is None else _in_folder(search)


def _in_company(search: Search) -> ColumnElement[bool]:
    return asset.c.company_id == search.company_id


def _in_folder(search: Search) -> ColumnElement[bool]:
    if search.below is None:
        return true()
    if search.subfolders:
        return asset.c.folder_id.in_(subtree_ids(search.below))
    return asset.c.folder_id == search.below.id


def _wanted(search: Search) -> ColumnElement[bool]:
    parts = [asset.c.trash_state == search.trash_state, kinds(search.kinds)]
    if search.marked is not None:
        parts.append(_marked(search.company_id) if search.marked else not_(_marked(search.company_id)))
    parts.extend(not_(made) for made in _byproducts(search.without))
    if search.conditions:
        parts.append((or_ if search.any_condition else and_)(*map(_condition, search.conditions)))
    return and_(*parts)


def kinds(wanted: Kinds) -> ColumnElement[bool]:
    """The condition for types and subtypes of assets."""
    parts: list[ColumnElement[bool]] = [true()]
    if wanted.types:
        parts.append(asset.c.type.in_(sorted(wanted.types)))
    if wanted.excluded:
        parts.append(asset.c.type.not_in(sorted(wanted.excluded)))
    if wanted.sub_types:
        named = asset.c.sub_type.in_(sorted(wanted.sub_types))
        parts.append(asset.c.sub_type.is_not(None) & named if wanted.strict else asset.c.sub_type.is_(None) | named)
    return and_(*parts)


def _marked(company_id: int) -> ColumnElement[bool]:
    of_company = (publish_context.c.company_id == company_id) & (publish_context.c.type == "ImageServing")
    context = select(publish_context.c.id).where(of_company).scalar_subquery()
    state = publish_state.c
    return exists().where(state.asset_id == asset.c.id, state.context_id == context, state.marked)


def _byproducts(without: Byproducts) -> list[ColumnElement[bool]]:
    edge = exists().where(byproduct.c.generated_id == asset.c.id)
    found: list[ColumnElement[bool]] = [edge] if without.every else []
    found.extend(edge.where(byproduct.c.engine == engine) & (asset.c.type == type_) for engine, type_ in without.made)
    return found


def _condition(condition: Condition) -> ColumnElement[bool]:
    """A negated condition is the positive one turned round, so that assets without the field match it."""
    column = _SHARED.get(condition.field)
    negated = condition.op in _NEGATED if isinstance(condition, TextMatch) else not condition.inside
    if column is not None:
        found = _holds(condition, column)
    else:
        found = exists().where(image_detail.c.asset_id == asset.c.id, _holds(condition, _OF_IMAGES[condition.field]))
    return not_(found) if negated else found


def _holds(condition: Condition, column: ColumnElement[Any]) -> ColumnElement[bool]:
    if isinstance(condition, Interval):
        return _within(condition, column)
    match condition.op.removeprefix("Not"):
        case "Contains":
            return contains(column, condition.text)
        case "StartsWith":
            return starts_with(column, condition.text)
        case "EndsWith":
            return ends_with(column, condition.text)
    return column == condition.text


def _within(interval: Interval, column: ColumnElement[Any]) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if interval.low is not None:
        parts.append(column >= interval.low)
    if interval.high is not None:
        parts.append(column <= interval.high)
    return and_(*parts)
