"""Folder rows. A rename or a move writes these alone: assets hold the folder's id."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, exists, func, insert, literal, select, update

from safelight.domain.folders import Folder
from safelight.domain.permissions import READ, UNBOUND, Access
from safelight.store.database import Tx
from safelight.store.permissions import assets_allowed, folders_allowed
from safelight.store.ranges import starts_with
from safelight.store.tables import asset, folder

_CHILD = folder.alias("child")
_HAS_CHILD = exists().where(_CHILD.c.company_id == folder.c.company_id, _CHILD.c.parent_id == folder.c.id)


def by_path(tx: Tx, company_id: int, path: str) -> Folder | None:
    """The folder of exactly this path; walks folder_path."""
    return _one(tx.execute(_BY_PATH, {"of": company_id, "path": path}).first())


def by_paths(tx: Tx, company_id: int, paths: Sequence[str]) -> list[Folder]:
    """The folders there are among these paths, parents first; walks folder_path."""
    return [_folder(row) for row in tx.execute(_BY_PATHS, {"of": company_id, "paths": paths})]


def by_id(tx: Tx, folder_id: int) -> Folder | None:
    """Walks the primary key."""
    return _one(tx.execute(select(folder).where(folder.c.id == folder_id)).first())


def lock_tree(tx: Tx, company_id: int) -> None:
    """Let no other transaction change the paths of the company until ours ends; SQLite lets nobody write anyway."""
    root = select(folder.c.id).where(folder.c.company_id == company_id, folder.c.parent_id.is_(None))
    tx.execute(root.with_for_update(key_share=True))


def lock_below(tx: Tx, top: Folder) -> None:
    """Let no other transaction put anything into the folder and those below it until ours ends."""
    tx.execute(subtree_ids(top).order_by(folder.c.id).with_for_update())


def add(tx: Tx, parent: Folder, name: str, path: str, now_ms: int) -> Folder:
    """A new folder with the permissions in force above it; under `lock_tree`, since the path must not be there."""
    values = {"company_id": parent.company_id, "parent_id": parent.id, "name": name, "path": path}
    values |= {"modified_ms": now_ms, "child_modified_ms": now_ms, "permission_set_id": parent.permission_set_id}
    key = tx.execute(insert(folder).values(**values)).inserted_primary_key
    assert key is not None
    return Folder(int(key[0]), parent.company_id, parent.id, name, path, now_ms, now_ms, parent.permission_set_id)


def below(tx: Tx, top: Folder, depth: int | None, limit: int, access: Access = UNBOUND) -> list[tuple[Folder, bool]]:
    """The folder and those below it that may be read, parents first, each with whether it has subfolders.

    depth: levels below the top, 0 = the top alone, None = all; all walk folder_path, levels walk folder_by_parent
    """
    scope = in_subtree(top) if depth is None else folder.c.id.in_(_levels(top, depth))
    wanted = select(folder, _HAS_CHILD.label("has_subfolders")).where(scope, folders_allowed(access, READ))
    wanted = wanted.order_by(folder.c.path).limit(limit)
    return [(_folder(row), bool(row.has_subfolders)) for row in tx.execute(wanted)]


def paths_holding(tx: Tx, top: Folder, types: Collection[str], trash_state: str, access: Access) -> list[str]:
    """Paths at or below the top of readable folders that directly hold a readable asset of the types.

    Walks asset_by_folder.
    """
    held = (asset.c.folder_id == folder.c.id) & (asset.c.trash_state == trash_state) & asset.c.type.in_(types)
    holds = exists().where(held, assets_allowed(access, READ))
    wanted = select(folder.c.path).where(in_subtree(top), folders_allowed(access, READ), holds)
    return list(tx.execute(wanted).scalars())


def extent(tx: Tx, top: Folder) -> tuple[int, int]:
    """Characters of the longest and levels of the deepest path at or below the folder; walks folder_path."""
    path = folder.c.path
    characters, slashes = func.length(path), func.length(path) - func.length(func.replace(path, "/", ""))
    longest, deepest = tx.execute(select(func.max(characters), func.max(slashes)).where(in_subtree(top))).one()
    return int(longest), int(deepest)


def relocate(tx: Tx, moved: Folder, parent_id: int, name: str, path: str, now_ms: int) -> None:
    """Give a folder another parent, name and path, and the folders below it the new prefix: one UPDATE each."""
    new_path = literal(path).concat(func.substr(folder.c.path, len(moved.path) + 1))
    tx.execute(update(folder).where(in_subtree(moved)).values(path=new_path))
    own = {"parent_id": parent_id, "name": name, "modified_ms": now_ms}
    tx.execute(update(folder).where(folder.c.id == moved.id).values(own))


def spread_permissions(tx: Tx, top: Folder, above: int | None) -> None:
    """Compute which permissions are in force in the folder and below it; under `lock_tree`.

    One UPDATE for the folder, and one for each below it that has its own; above: those in force in the parent
    """
    owning = select(folder, folder.c.own_permission_set_id).where(in_subtree(top))
    owners = tx.execute(owning.where(folder.c.own_permission_set_id.is_not(None)).order_by(folder.c.path)).all()
    for at, set_id in ((top, above), *((_folder(row), row.own_permission_set_id) for row in owners)):
        tx.execute(update(folder).where(in_subtree(at)).values(permission_set_id=set_id))


def remove(tx: Tx, top: Folder) -> None:
    """Erase a folder and those below it; no asset may hold one of them."""
    tx.execute(delete(folder).where(in_subtree(top)))


def children_changed(tx: Tx, folder_ids: Collection[int], now_ms: int) -> None:
    """Note that something directly in these folders changed; walks the primary key."""
    tx.execute(_CHILDREN_CHANGED, {"ids": list(folder_ids), "now_ms": now_ms})


def in_subtree(top: Folder) -> ColumnElement[bool]:
    """The condition for the folder and those below it; a range of folder_path."""
    return (folder.c.company_id == top.company_id) & starts_with(folder.c.path, top.path)


def subtree_ids(top: Folder) -> Select[int]:
    """Ids of the folder and those below it, as a query to join or to search in."""
    return select(folder.c.id).where(in_subtree(top))


def _levels(top: Folder, depth: int) -> Select[int]:
    """Ids of the folder and those at most `depth` levels below it, by walking folder_by_parent."""
    first = select(folder.c.id, literal(0).label("level")).where(folder.c.id == top.id)
    level = first.cte("level", recursive=True)
    step = select(folder.c.id, level.c.level + 1).where(
        folder.c.company_id == top.company_id, folder.c.parent_id == level.c.id, level.c.level < depth
    )
    return select(level.union_all(step).c.id)


def _one(row: Row[Any] | None) -> Folder | None:
    return None if row is None else _folder(row)


def _folder(row: Row[Any]) -> Folder:
    return Folder(
        row.id,
        row.company_id,
        row.parent_id,
        row.name,
        row.path,
        row.modified_ms,
        row.child_modified_ms,
        row.permission_set_id,
    )


_BY_PATH = select(folder).where(folder.c.company_id == bindparam("of"), folder.c.path == bindparam("path"))
_BY_PATHS = (
    select(folder)
    .where(folder.c.company_id == bindparam("of"), folder.c.path.in_(bindparam("paths", expanding=True)))
    .order_by(folder.c.path)
)
"""Made once, as the others: to make a statement takes longer than to carry it out, and these are for every file."""
_CHILDREN_CHANGED = (
    update(folder)
    .where(folder.c.id.in_(bindparam("ids", expanding=True)))
    .values(child_modified_ms=bindparam("now_ms"))
)
