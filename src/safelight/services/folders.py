"""The rules of folders: where a path leads, what may be made, renamed, moved and deleted."""

from collections.abc import Collection

from safelight.domain import folders as rules
from safelight.domain import handles
from safelight.domain.assets import IN_TRASH, NOT_IN_TRASH
from safelight.domain.faults import FolderExists, ForeignCompany, InvalidParameter, NameTaken
from safelight.domain.folders import Branch, Folder
from safelight.domain.people import Company
from safelight.domain.permissions import UNBOUND, Access
from safelight.services import publishing
from safelight.store import assets, derived
from safelight.store import folders as store
from safelight.store import permissions as permission_rows
from safelight.store.database import Tx

ALL_LEVELS = -1
CLEARED_AT_ONCE = 500
"""Assets of a folder that is deleted which one transaction deals with at most."""
MOST_LISTED = 100_000
"""Folders one reply holds at most. Source: IPS API reference, getFolders."""


def root(tx: Tx, company: Company) -> Folder:
    """The folder every path of the company begins with."""
    found = store.by_path(tx, company.id, company.root_path)
    assert found is not None, f"company {company.id} has no root folder"
    return found


def by_path(tx: Tx, company: Company, path: str, field: str = "folderPath") -> Folder | None:
    """The folder of a path as callers write it, see `domain.folders.full_path`; None where there is none."""
    return store.by_path(tx, company.id, rules.full_path(field, company.root, path))


def at(tx: Tx, company: Company, path: str | None, field: str) -> Folder:
    """The folder of a path, the root for None or an empty one. Raises InvalidParameter where there is none."""
    found = by_path(tx, company, path or "", field)
    if found is None:
        raise InvalidParameter(field, path, "the path of a folder of the company")
    return found


def by_handle(tx: Tx, company: Company, handle: str, field: str = "folderHandle") -> Folder:
    """The folder of a handle.

    raises: ForeignCompany where the handle does not begin with the root of the company, InvalidParameter where it is
            malformed, or stale: a rename, a move or a deletion ends it
    """
    path = handles.folder_path(field, handle)
    if not path.startswith(company.root_path):
        raise ForeignCompany(field, handle)
    found = store.by_path(tx, company.id, path)
    if found is None:
        raise InvalidParameter(field, handle, "the handle of a folder that is there")
    return found


def ensure(tx: Tx, company: Company, path: str, now_ms: int, field: str = "folderPath") -> Folder:
    """The folder of a path, made with its missing parents where it is not there."""
    paths = rules.lineage(rules.full_path(field, company.root, path))
    found = store.by_paths(tx, company.id, paths)
    if len(found) < len(paths):
        store.lock_tree(tx, company.id)
        found = store.by_paths(tx, company.id, paths)
    assert found, f"company {company.id} has no root folder"
    folder = found[-1]
    for missing in paths[len(found) :]:
        folder = _child(tx, folder, missing, now_ms)
    return folder


def create(tx: Tx, company: Company, path: str, now_ms: int) -> Folder:
    """A new folder with its missing parents. Raises FolderExists where it is there; source: wire-facts, Jobs."""
    store.lock_tree(tx, company.id)
    if by_path(tx, company, path) is not None:
        raise FolderExists(path)
    return ensure(tx, company, path, now_ms)


def rename(tx: Tx, folder: Folder, name: str, now_ms: int) -> Folder:
    """Change the last part of the path; what lies below moves along.

    raises: InvalidParameter for the root or a bad name, NameTaken where the folder beside it has that name
    """
    folder = _locked(tx, folder, "folderHandle")
    parent = _parent(tx, folder)
    return _relocate(tx, folder, parent, rules.folder_name("folderName", name), "folderName", now_ms)


def move(tx: Tx, folder: Folder, dest: Folder, now_ms: int) -> Folder:
    """Put a folder with all it holds into another one; one that is there already stays as it is (assumed).

    raises: InvalidParameter for the root or a place below the folder itself, NameTaken where the name is used there
    """
    folder, dest = _locked(tx, folder, "folderHandle"), _current(tx, dest, "destFolderHandle")
    if folder.holds(dest):
        raise InvalidParameter("destFolderHandle", dest.handle, "a folder outside the one that moves")
    moved = _relocate(tx, folder, dest, folder.name, "destFolderHandle", now_ms)
    if folder.parent_id != dest.id:
        children_changed(tx, [_parent(tx, folder).id], now_ms)
    return moved


def delete(tx: Tx, folder: Folder, user: str, now_ms: int) -> None:
    """Erase a folder and those below it; the assets in them go to the trash, and what is derived from these.

    What lies in the trash has a folder all the same, for a restore to put it into: the one that the deleted folder
    was in (assumed), also for what was in the trash before. Of a large folder `clear` comes first.

    raises: InvalidParameter for the root
    """
    while clear(tx, folder, user, now_ms):
        pass
    folder = _locked(tx, folder, "folderHandle")
    store.remove(tx, folder)
    children_changed(tx, [_parent(tx, folder).id], now_ms)


def clear(tx: Tx, folder: Folder, user: str, now_ms: int) -> bool:
    """Do to the next assets of a folder what `delete` does to them; False where none was left, and none comes.

    Each call may be a transaction of its own. After False nobody puts anything in until the transaction ends.

    raises: InvalidParameter for the root
    """
    folder = _locked(tx, folder, "folderHandle")
    parent = _parent(tx, folder)
    found = assets.states_below(tx, folder, CLEARED_AT_ONCE)
    if not found:
        store.lock_below(tx, folder)
        found = assets.states_below(tx, folder, CLEARED_AT_ONCE)
    below = [asset_id for asset_id, state in found if state == NOT_IN_TRASH]
    trashed = [*below, *sorted(set(derived.of(tx, below, NOT_IN_TRASH)).difference(below))]
    assets.set_trash_state(tx, trashed, IN_TRASH, user, now_ms)
    assets.put_into(tx, [asset_id for asset_id, _ in found], parent.id)
    publishing.touched(tx, trashed)
    return bool(found)


def nearest(tx: Tx, company: Company, path: str, field: str = "folderPath") -> Folder:
    """The deepest folder on a path that is there. Raises InvalidParameter for a path that cannot be."""
    return store.by_paths(tx, company.id, rules.lineage(rules.full_path(field, company.root, path)))[-1]


def permission_sets(tx: Tx, folder: Folder) -> set[int | None]:
    """Which permission sets are in force in a folder, below it, and for the assets in all of these."""
    return permission_rows.below(tx, store.in_subtree(folder))


def give_permissions(tx: Tx, folder: Folder, set_id: int | None, *, children: bool) -> None:
    """Let a folder have a permission set of its own, or for None that of its parent; under `to_change`.

    children: folders and assets below lose their own
    """
    if children:
        permission_rows.forget_below(tx, folder.id, store.in_subtree(folder))
    permission_rows.set_folder(tx, folder.id, set_id)
    store.spread_permissions(tx, folder, None if folder.is_root else _parent(tx, folder).permission_set_id)


def to_change(tx: Tx, folder: Folder, field: str = "folderHandle") -> Folder:
    """The folder or root as it is now that nobody else changes the tree. Raises InvalidParameter if it is gone."""
    store.lock_tree(tx, folder.company_id)
    return _current(tx, folder, field)


def listed(tx: Tx, top: Folder, types: Collection[str], access: Access = UNBOUND) -> list[tuple[Folder, bool]]:
    """The folder and those below it, parents first, each with whether it has subfolders; at most 100000.

    access: in whose name; folders they may not read are left out
    types: keep those that directly hold an asset of one of these types outside the trash (assumed); none = keep all
    """
    found = store.below(tx, top, None, MOST_LISTED, access)
    if not types:
        return found
    holding = frozenset(store.paths_holding(tx, top, types, NOT_IN_TRASH, access))
    return [(folder, has_subfolders) for folder, has_subfolders in found if folder.path in holding]


def tree(tx: Tx, top: Folder, depth: int, types: Collection[str], access: Access = UNBOUND) -> Branch:
    """The folder with those below it, at most 100000 in all.

    access: in whose name; folders they may not read are left out, but for the top and those that lead to one they may
            (assumed)

    depth:  levels below the top, 0 = the top alone, -1 = all
    types:  keep branches that hold an asset of one of these types at any level, and always the top (assumed)
    raises: InvalidParameter for a depth below -1
    """
    if depth < ALL_LEVELS:
        raise InvalidParameter("depth", depth, "a number of levels, or -1 for all")
    found = store.below(tx, top, None if depth == ALL_LEVELS else depth, MOST_LISTED)
    if types or not access.unbound:
        wanted = [folder.path for folder, _ in listed(tx, top, types, access)]
        kept = {top.path}.union(*map(rules.lineage, wanted))
        found = [(folder, has_subfolders) for folder, has_subfolders in found if folder.path in kept]
    return rules.grown(found)


def children_changed(tx: Tx, folder_ids: Collection[int], now_ms: int) -> None:
    """Note that an asset or a subfolder directly in these folders came, went or changed (childLastModified)."""
    store.children_changed(tx, folder_ids, now_ms)


def _child(tx: Tx, parent: Folder, path: str, now_ms: int) -> Folder:
    name = path.removesuffix("/").rpartition("/")[2]
    children_changed(tx, [parent.id], now_ms)
    return store.add(tx, parent, name, path, now_ms)


def _relocate(tx: Tx, folder: Folder, parent: Folder, name: str, field: str, now_ms: int) -> Folder:
    path = f"{parent.path}{name}/"
    if path == folder.path:
        return folder
    if store.by_path(tx, folder.company_id, path) is not None:
        raise NameTaken(field, path, "folder")
    characters, levels = store.extent(tx, folder)
    rules.check_extent(
        field, path, characters + len(path) - len(folder.path), levels + path.count("/") - folder.path.count("/")
    )
    store.relocate(tx, folder, parent.id, name, path, now_ms)
    children_changed(tx, [parent.id], now_ms)
    moved = _current(tx, folder, field)
    if folder.parent_id != parent.id:
        store.spread_permissions(tx, moved, parent.permission_set_id)
    return moved


def _parent(tx: Tx, folder: Folder) -> Folder:
    assert folder.parent_id is not None
    parent = store.by_id(tx, folder.parent_id)
    assert parent is not None
    return parent


def _locked(tx: Tx, folder: Folder, field: str) -> Folder:
    """The folder as it is now that nobody else changes the tree. Raises InvalidParameter for the root."""
    if folder.is_root:
        raise InvalidParameter(field, folder.handle, "a folder below the root of the company")
    return to_change(tx, folder, field)


def _current(tx: Tx, folder: Folder, field: str) -> Folder:
    current = store.by_id(tx, folder.id)
    if current is None:
        raise InvalidParameter(field, folder.handle, "the handle of a folder that is there")
    return current
