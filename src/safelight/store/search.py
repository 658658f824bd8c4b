"""Which assets a search finds: first the ids of a page in their order, never whole rows.

Without a folder the index of the sort order is walked until the page is full. With one, asset_by_folder gives what
lies there, to be sorted; beyond WALKED_FROM assets walking the sort order is quicker again (measured on a million).
A condition that an index of its own answers is where to begin, before either, if it leads to few (FEW).
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, not_, or_, select, true

from safelight.domain.conditions import Condition
from safelight.domain.permissions import READ
from safelight.domain.search import Byproducts, Kinds, Page, Search
from safelight.store.database import Tx
from safelight.store.folders import subtree_ids
from safelight.store.permissions import assets_allowed
from safelight.store.pieces import pieces
from safelight.store.projects import holds
from safelight.store.search_conditions import group_holds, indexed, needed_of, scanned
from safelight.store.tables import asset, byproduct, publish_context, publish_state

WALKED_FROM = 20_000
FEW = 2_000
"""Ids that are sooner sorted than a page of a hundred is found along an order of a million (measured)."""

_SORTED_BY = {
    "Name": asset.c.name,
    "Created": asset.c.created_ms,
    "Modified": asset.c.modified_ms,
    "AssetType": asset.c.type,
    "FileSize": asset.c.file_size_bytes,
}


def page_ids(tx: Tx, search: Search, page: Page) -> list[int]:
    """Ids of one page, in its order."""
    few = _few(tx, search)
    walk = few is None and _walks(tx, search, page)
    return list(tx.execute(page_query(search, page, walk=walk, few=few)).scalars())


def count(tx: Tx, search: Search) -> int:
    """How many assets there are on all pages."""
    few: Sequence[int] | Select[int] | None = _few(tx, search)
    if few is None:
        few = next((ids for ids in _leading(search) if _at_most(tx, ids) <= WALKED_FROM), None)
    return int(tx.execute(count_query(search, few)).scalar_one())


def count_outside_trash(tx: Tx, company_id: int) -> int:
    """Assets of a company; walks asset_by_name."""
    return int(tx.execute(count_query(Search(company_id))).scalar_one())


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


def count_query(search: Search, few: Sequence[int] | Select[int] | None = None) -> Select[int]:
    return select(func.count()).select_from(asset).where(_scope(search, few), _wanted(search))


def _few(tx: Tx, search: Search) -> list[int] | None:
    """Ids that hold all of the answer; None where no condition leads to few."""
    scans = [ids for one in _needed(search) if (ids := scanned(search.company_id, one)) is not None]
    for queries in (_leading(search), scans):
        found = [list(tx.execute(ids.limit(FEW + 1)).scalars()) for ids in queries]
        least = min(found, key=len, default=None)
        if least is not None and len(least) <= FEW:
            return least
    return None


def _leading(search: Search) -> list[Select[int]]:
    """Queries for ids that hold all of the answer, each of which walks as much of an index as it finds."""
    found = (indexed(search.company_id, one) for one in _needed(search))
    return [ids for ids in found if ids is not None]


def _needed(search: Search) -> list[Condition]:
    """Conditions without which no asset is found."""
    if search.any_group and len(search.groups) > 1:
        return []
    return [one for group in search.groups for one in needed_of(group)]


def _at_most(tx: Tx, ids: Select[int]) -> int:
    """How many ids, one more than WALKED_FROM where there are more."""
    most = ids.limit(WALKED_FROM + 1).subquery()
    return int(tx.execute(select(func.count()).select_from(most)).scalar_one())


def _walks(tx: Tx, search: Search, page: Page) -> bool:
    if search.below is None:
        return True
    if page.sort_by == "Name":
        return False
    held = select(literal(1)).select_from(asset).where(_scope(search), _in_trash_state(search))
    return _at_most(tx, held) > WALKED_FROM


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
    of_company = (publish_context.c.company_id == company_id) & (publish_context.c.type == "ImageServing")
    context = select(publish_context.c.id).where(of_company).scalar_subquery()
    state = publish_state.c
    return exists().where(state.asset_id == asset.c.id, state.context_id == context, state.marked)


def _byproducts(without: Byproducts) -> list[ColumnElement[bool]]:
    edge = exists().where(byproduct.c.generated_id == asset.c.id)
    found: list[ColumnElement[bool]] = [edge] if without.every else []
    found.extend(edge.where(byproduct.c.engine == engine) & (asset.c.type == type_) for engine, type_ in without.made)
    return found
