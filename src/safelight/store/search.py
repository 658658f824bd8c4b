"""Queries for the assets that a search finds: ids of a page or of all in an order, never whole rows; and how many.

A page walks the index of its order. What is found is gathered or counted from the ids that a condition leads to, else
from what the folders hold, else from what the company has.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, null, or_, select, true

from safelight.domain.permissions import READ, Access
from safelight.domain.search import Byproducts, Kinds, Page, Search
from safelight.store.database import Tx
from safelight.store.folders import subtree_ids
from safelight.store.permissions import assets_allowed
from safelight.store.pieces import pieces
from safelight.store.projects import holds
from safelight.store.search_conditions import group_holds
from safelight.store.tables import asset, byproduct, publish_context, publish_state

_SORTED_BY = {
    "Name": asset.c.name,
    "Created": asset.c.created_ms,
    "Modified": asset.c.modified_ms,
    "AssetType": asset.c.type,
    "FileSize": asset.c.file_size_bytes,
}


def count_outside_trash(tx: Tx, company_id: int, access: Access) -> int:
    """Assets of a company; walks asset_by_name. access: in whose name, of what they may read"""
    return int(tx.execute(count_query(Search(company_id, access=access))).scalar_one())


def ids_by_name(tx: Tx, company_id: int, trash_state: str, names: Sequence[str], wanted: Kinds) -> dict[str, list[int]]:
    """Ids of the assets of exactly these names, by age; walks asset_by_name."""
    found: dict[str, list[int]] = {}
    scope = (asset.c.company_id == company_id) & (asset.c.trash_state == trash_state) & kinds(wanted)
    for piece in pieces(dict.fromkeys(names)):
        rows = tx.execute(select(asset.c.name, asset.c.id).where(scope, asset.c.name.in_(piece)).order_by(asset.c.id))
        for name, asset_id in rows:
            found.setdefault(name, []).append(asset_id)
    return found


def page_query(search: Search, page: Page, *, walk: bool, few: Sequence[int] | None = None) -> Select[int]:
    """Query for the ids of a page.

    walk: along the index of the sort order instead of gathering what the folders hold
    few:  ids that hold all of the answer, to begin with instead of either
    """
    order = [_SORTED_BY[page.sort_by], asset.c.id]
    sorted_by = [column.desc() if page.descending else column.asc() for column in order]
    scope = _in_company(search) & _in_folder(search) if walk else _scope(search, few)
    return select(asset.c.id).where(scope, _wanted(search)).order_by(*sorted_by).offset(page.offset).limit(page.limit)


def gather_query(search: Search, sort_by: str, lead: Sequence[int] | Select[int] | None = None) -> Select[int]:
    """Query for all ids in an order.

    lead: ids that hold all of the answer; else it begins with what folders or the company hold. The order is that of
          an expression, so that no index of it is walked
    """
    order = func.coalesce(_SORTED_BY[sort_by], null())
    return select(asset.c.id).where(_scope(search, lead), _wanted(search)).order_by(order, asset.c.id)


def marked_ids(company_id: int) -> Select[int]:
    """Query for the assets marked for ImageServing; walks publish_state_by_context alone."""
    return select(publish_state.c.asset_id).where(_in_context(company_id), publish_state.c.marked)


def some_query(search: Search, most: int, lead: Select[int] | None = None) -> Select[int]:
    """Query for some ids, in no order."""
    return select(asset.c.id).where(_scope(search, lead), _wanted(search)).limit(most)


def ordered_query(ids: Sequence[int], sort_by: str) -> Select[int]:
    """Query for given ids in an order."""
    return select(asset.c.id).where(asset.c.id.in_(ids)).order_by(_SORTED_BY[sort_by], asset.c.id)


def count_query(search: Search, few: Sequence[int] | Select[int] | None = None) -> Select[int]:
    return select(func.count()).select_from(asset).where(_scope(search, few), _wanted(search))


def _scope(search: Search, few: Sequence[int] | Select[int] | None = None) -> ColumnElement[bool]:
    """Where to look: the folder names the company too, and alone it leads to asset_by_folder.

    So do the fields and tags that the few have; one index named alone is the one that is walked.
    """
    if few is not None:
        return asset.c.id.in_(few) & _in_folder(search)
    return _in_company(search) if search.below is None else _in_folder(search)


def _in_company(search: Search) -> ColumnElement[bool]:
    """A project names the company too, and alone it leads to its own assets."""
    return asset.c.company_id == search.company_id if search.project is None else true()


def _in_folder(search: Search) -> ColumnElement[bool]:
    if search.below is None:
        return true()
    if search.subfolders:
        return asset.c.folder_id.in_(subtree_ids(search.below))
    return asset.c.folder_id == search.below.id


def _wanted(search: Search) -> ColumnElement[bool]:
    parts = [_in_trash_state(search), kinds(search.kinds)]
    if search.marked is not None:
        parts.append(_marked(search.company_id) if search.marked else not_(_marked(search.company_id)))
    if not search.access.unbound:
        parts.append(assets_allowed(search.access, READ))
    if search.project is not None:
        parts.append(holds(search.project))
    parts.extend(not_(made) for made in _byproducts(search.without))
    if search.groups:
        parts.append((or_ if search.any_group else and_)(*map(group_holds, search.groups)))
    return and_(*parts)


def _in_trash_state(search: Search) -> ColumnElement[bool]:
    return true() if search.trash_state is None else asset.c.trash_state == search.trash_state


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
    return exists().where(publish_state.c.asset_id == asset.c.id, _in_context(company_id), publish_state.c.marked)


def _in_context(company_id: int) -> ColumnElement[bool]:
    of_company = (publish_context.c.company_id == company_id) & (publish_context.c.type == "ImageServing")
    return publish_state.c.context_id == select(publish_context.c.id).where(of_company).scalar_subquery()


def _byproducts(without: Byproducts) -> list[ColumnElement[bool]]:
    edge = exists().where(byproduct.c.generated_id == asset.c.id)
    found: list[ColumnElement[bool]] = [edge] if without.every else []
    found.extend(edge.where(byproduct.c.engine == engine) & (asset.c.type == type_) for engine, type_ in without.made)
    return found
