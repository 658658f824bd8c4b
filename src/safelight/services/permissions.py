"""The rules of permissions: who gets which on what, how folders hand them down, and what must be allowed.

An asset or a folder without permissions of its own has those of the folder it lies in; the first of its own end that.
Source: IPS API reference, setAssetPermissions. That an asset or a folder below which nobody set any is open to nobody
who is bound by permissions follows from "must belong to a Group with the required permissions"; source: Authorization.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress

from safelight.domain import annotations, handles
from safelight.domain.assets import Asset
from safelight.domain.choices import one_of
from safelight.domain.faults import Fault, InvalidParameter, MissingPermission
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.domain.permissions import KINDS, READ, Access, Entry, Permission, Written, merged
from safelight.services import folders, groups
from safelight.services.companies import SHARED_ID
from safelight.store import groups as group_rows
from safelight.store import permissions as store
from safelight.store.database import Tx

Shown = Mapping[int, Sequence[Entry]]
"""Permission set id to what it holds."""

_ASSET_OF: Mapping[str, Callable[[str], int]] = {
    "asset": lambda handle: handles.asset_id("assetHandle", handle),
    "image_map": lambda handle: annotations.map_id("imageMapHandle", handle)[0],
    "zoom_target": lambda handle: annotations.target_id("zoomTargetHandle", handle)[0],
}
"""The asset that a handle is about."""

MOST_PERMISSIONS = 1_000
"""Permissions one call may name (assumed)."""


def shown(tx: Tx, set_ids: Iterable[int | None]) -> Shown:
    """What the sets hold, by name of the group and kind. One query."""
    return store.entries(tx, (set_id for set_id in set_ids if set_id is not None))


def readable(tx: Tx, access: Access, found: Sequence[Asset]) -> list[Asset]:
    """Those of the assets that may be read; what the shared company has is open to all (source: reference)."""
    sets = store.allowing(tx, access, READ, (asset.permission_set_id for asset in found))
    return [asset for asset in found if asset.permission_set_id in sets or asset.company_id == SHARED_ID]


def require(
    tx: Tx, access: Access, set_ids: Iterable[int | None], kinds: Iterable[str], field: str, got: object
) -> None:
    """Refuse what one of the sets does not allow. Raises MissingPermission naming the field and the kind."""
    wanted = set(set_ids)
    for kind in kinds:
        if store.allowing(tx, access, kind, wanted) != wanted:
            raise MissingPermission(field, got, kind)


def in_force(tx: Tx, company: Company, of: str, texts: Sequence[str]) -> dict[str, set[int | None]]:
    """Which sets decide about what a caller names; nothing for what names nothing of the company.

    of: `asset`, `folder`, `image_map` and `zoom_target` for handles, `tree` for the handle of a folder with all it
        holds, `place` for a path, of which the deepest folder that is there counts
    """
    if of in _ASSET_OF:
        ids = {text: asset_id for text in texts if (asset_id := _asset_id(of, text)) is not None}
        sets = store.of_assets(tx, company.id, ids.values())
        return {text: {sets[asset_id]} for text, asset_id in ids.items() if asset_id in sets}
    if of == "place":
        return {text: {folders.nearest(tx, company, text).permission_set_id} for text in dict.fromkeys(texts)}
    found = {}
    for text in dict.fromkeys(texts):
        with suppress(Fault):
            folder = folders.by_handle(tx, company, text)
            below = of == "tree"
            found[text] = folders.permission_sets(tx, folder) if below else {folder.permission_set_id}
    return found


def lacking(tx: Tx, access: Access, kinds: Iterable[str], sets: Mapping[str, Collection[int | None]]) -> dict[str, str]:
    """The first of the kinds that is not allowed by all its sets, of each name that has one such."""
    every = {set_id for ids in sets.values() for set_id in ids}
    found: dict[str, str] = {}
    for kind in kinds:
        allowed = store.allowing(tx, access, kind, every)
        found |= {text: kind for text, ids in sets.items() if text not in found and not allowed.issuperset(ids)}
    return found


def read(tx: Tx, company: Company, written: Sequence[Written]) -> list[Permission]:
    """Permissions as a caller wrote them; their groups stay until our transaction ends.

    raises: InvalidParameter for a word that is no kind, a group that is not there, one group and kind named twice, or
            more than 1000; ForeignCompany for a group of another company
    """
    if len(written) > MOST_PERMISSIONS:
        raise InvalidParameter(written[0].place, f"{len(written)} items", f"at most {MOST_PERMISSIONS}")
    found: dict[tuple[int, str], Permission] = {}
    for one in written:
        group = groups.by_handle(tx, company, one.group_handle, f"{one.place}/groupHandle")
        kind = one_of(f"{one.place}/permissionType", one.kind, KINDS, "")
        if (group.id, kind) in found:
            raise InvalidParameter(one.place, f"{kind} of {group.name}", "each permission of a group once")
        found[group.id, kind] = Permission(group.id, kind, one.allowed, one.override)
    locked = group_rows.lock(tx, {group_id for group_id, _ in found})
    for one in written:
        if handles.group_id(one.place, one.group_handle) not in locked:
            raise InvalidParameter(f"{one.place}/groupHandle", one.group_handle, "the handle of a group that is there")
    return sorted(found.values())


def replaced(tx: Tx, company_id: int, wanted: Sequence[Permission]) -> int:
    """The id of the set of exactly these permissions."""
    return store.interned(tx, company_id, wanted)


def updated(tx: Tx, company_id: int, set_id: int | None, changes: Sequence[Permission]) -> int:
    """The id of a set with these permissions in place of its own for the same groups and kinds (assumed)."""
    old = [entry.permission for entry in shown(tx, [set_id]).get(set_id or 0, ())]
    there = group_rows.lock(tx, {one.group_id for one in old})
    return store.interned(tx, company_id, merged((one for one in old if one.group_id in there), changes))


def set_asset(tx: Tx, asset: Asset, wanted: Sequence[Permission]) -> None:
    """Give an asset permissions of its own, also none; it no longer has those of its folder."""
    store.set_asset(tx, asset.id, replaced(tx, asset.company_id, wanted))


def update_asset(tx: Tx, asset: Asset, changes: Sequence[Permission]) -> None:
    """Change permissions of an asset; what it had of its folder becomes its own (assumed)."""
    store.set_asset(tx, asset.id, updated(tx, asset.company_id, asset.permission_set_id, changes))


def remove_asset(tx: Tx, asset: Asset) -> None:
    """Take its own permissions from an asset; it has those of its folder again."""
    store.set_asset(tx, asset.id, None)


def set_folder(tx: Tx, folder: Folder, wanted: Sequence[Permission], *, children: bool) -> None:
    """Give a folder permissions of its own, also none; below it they hold wherever there are no own ones.

    children: folders and assets below lose their own, and so have these too (assumed)
    """
    _give(tx, folder, replaced(tx, folder.company_id, wanted), children=children)


def update_folder(tx: Tx, folder: Folder, changes: Sequence[Permission], *, children: bool) -> None:
    """Change permissions of a folder; what it had of its parent becomes its own (assumed). children: as `set_folder`"""
    folder = folders.to_change(tx, folder)
    _give(tx, folder, updated(tx, folder.company_id, folder.permission_set_id, changes), children=children)


def remove_folder(tx: Tx, folder: Folder, *, children: bool) -> None:
    """Take its own permissions from a folder; it has those of its parent again. children: as `set_folder`"""
    _give(tx, folder, None, children=children)


def _asset_id(of: str, text: str) -> int | None:
    try:
        return _ASSET_OF[of](text)
    except InvalidParameter:
        return None


def _give(tx: Tx, folder: Folder, set_id: int | None, *, children: bool) -> None:
    folders.give_permissions(tx, folders.to_change(tx, folder), set_id, children=children)
