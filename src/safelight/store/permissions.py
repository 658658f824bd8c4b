"""Permission sets: each kept once in its company, and what they allow to whom.

A folder holds the id of its own set, if it has one, and of the set in force there; an asset holds its own, if any.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, insert, or_, select, true, union, update

from safelight.domain.permissions import READ, Access, Entry, Permission, digest
from safelight.store import inserts
from safelight.store.among import IDS, among
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import asset, folder, permission, permission_set, user_group


def interned(tx: Tx, company_id: int, wanted: Collection[Permission]) -> int:
    """The id of the set of these permissions, made where the company has none; walks permission_set_digest."""
    name = digest(wanted)
    found = _by_digest(tx, company_id, name)
    if found is not None:
        return found
    made = inserts.unique(tx, permission_set, {"company_id": company_id, "digest": name})
    if made is None:
        again = _by_digest(tx, company_id, name)
        assert again is not None, f"permission set {name} of company {company_id} came and went"
        return again
    rows = [
        {"set_id": made, "group_id": one.group_id, "type": one.kind, "allowed": one.allowed, "override": one.override}
        for one in wanted
    ]
    if rows:
        tx.execute(insert(permission), rows)
    return made


def entries(tx: Tx, set_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """What each of the sets holds, by name of the group and kind; a set of nothing is there too. One query."""
    ids = sorted(set(set_ids))
    found: dict[int, list[Entry]] = {set_id: [] for set_id in ids}
    for set_id, group_id, kind, allowed, override, name in tx.execute(_ENTRIES, {IDS: ids}) if ids else ():
        found[set_id].append(Entry(Permission(group_id, kind, allowed, override), name))
    return found


_ENTRIES: Final = (
    select(permission.c.set_id, permission.c.group_id, permission.c.type, permission.c.allowed)
    .add_columns(permission.c.override, user_group.c.name)
    .join(user_group, user_group.c.id == permission.c.group_id)
    .where(among(permission.c.set_id))
    .order_by(user_group.c.name, permission.c.type)
)


def company_of(tx: Tx, set_id: int) -> int:
    """The company whose groups a set is about; walks the primary key."""
    return int(tx.execute(select(permission_set.c.company_id).where(permission_set.c.id == set_id)).scalar_one())


def allowing(tx: Tx, access: Access, kind: str, set_ids: Iterable[int | None]) -> set[int | None]:
    """Those of the sets that allow it; None stands for no set at all, which allows nothing to who is bound."""
    wanted = set(set_ids)
    if access.unbound:
        return wanted
    found: set[int | None] = set()
    for ids in pieces(sorted(set_id for set_id in wanted if set_id is not None)):
        chosen = select(permission_set.c.id).where(permission_set.c.id.in_(ids), _allowed(access, kind, permission_set))
        found.update(tx.execute(chosen).scalars())
    return found


def may_read(tx: Tx, access: Access, asset_id: int) -> bool:
    """Whether an asset may be read; walks the primary key."""
    wanted = select(asset.c.id).where(asset.c.id == asset_id, assets_allowed(access, READ))
    return access.unbound or tx.execute(wanted).first() is not None


def assets_allowed(access: Access, kind: str) -> ColumnElement[bool]:
    """The condition for assets of which the own set, else that of their folder, allows it."""
    parts: list[ColumnElement[bool]] = [true()]
    for groups in access.parties:
        sets = _sets(groups, kind)
        here = exists().where(folder.c.id == asset.c.folder_id, folder.c.permission_set_id.in_(sets))
        parts.append(or_(asset.c.own_permission_set_id.in_(sets), asset.c.own_permission_set_id.is_(None) & here))
    return and_(*parts)


def folders_allowed(access: Access, kind: str) -> ColumnElement[bool]:
    """The condition for folders whose set in force allows it."""
    return and_(true(), *(folder.c.permission_set_id.in_(_sets(groups, kind)) for groups in access.parties))


def of_assets(tx: Tx, company_id: int, asset_ids: Iterable[int]) -> dict[int, int | None]:
    """The set in force for each of the assets that the company has; walks primary keys."""
    in_force = func.coalesce(asset.c.own_permission_set_id, folder.c.permission_set_id)
    wanted = select(asset.c.id, in_force).join(folder, folder.c.id == asset.c.folder_id)
    wanted = wanted.where(asset.c.company_id == company_id)
    return {
        asset_id: set_id
        for ids in pieces(sorted(set(asset_ids)))
        for asset_id, set_id in tx.execute(wanted.where(asset.c.id.in_(ids)))
    }


def below(tx: Tx, subtree: ColumnElement[bool]) -> set[int | None]:
    """The sets in force in some folders, and those of the assets in them that have their own."""
    held = asset.c.folder_id.in_(select(folder.c.id).where(subtree))
    own = select(asset.c.own_permission_set_id).where(held, asset.c.own_permission_set_id.is_not(None))
    return set(tx.execute(union(select(folder.c.permission_set_id).where(subtree), own)).scalars())


def set_asset(tx: Tx, asset_id: int, set_id: int | None) -> None:
    """Give an asset its own set; None = that of its folder counts."""
    tx.execute(update(asset).where(asset.c.id == asset_id).values(own_permission_set_id=set_id))


def set_folder(tx: Tx, folder_id: int, set_id: int | None) -> None:
    """Give a folder its own set, or take it away; what is in force there and below is for the caller to spread."""
    tx.execute(update(folder).where(folder.c.id == folder_id).values(own_permission_set_id=set_id))


def forget_below(tx: Tx, folder_id: int, subtree: ColumnElement[bool]) -> None:
    """Take their own sets from the folders below one, and from the assets in it and in them."""
    owning = folder.c.own_permission_set_id.is_not(None) & (folder.c.id != folder_id)
    tx.execute(update(folder).where(subtree, owning).values(own_permission_set_id=None))
    held = asset.c.folder_id.in_(select(folder.c.id).where(subtree))
    tx.execute(update(asset).where(held, asset.c.own_permission_set_id.is_not(None)).values(own_permission_set_id=None))


def forget_group(tx: Tx, group_id: int) -> None:
    """Take a group out of every set; these are no longer found by their digest, since it tells of the group."""
    holding = select(permission.c.set_id).where(permission.c.group_id == group_id)
    renamed = update(permission_set).where(permission_set.c.id.in_(holding))
    tx.execute(renamed.values(digest=permission_set.c.digest.concat(f"-{group_id}")))
    tx.execute(delete(permission).where(permission.c.group_id == group_id))


def _by_digest(tx: Tx, company_id: int, name: str) -> int | None:
    wanted = (permission_set.c.company_id == company_id) & (permission_set.c.digest == name)
    return tx.execute(select(permission_set.c.id).where(wanted)).scalar_one_or_none()


def _allowed(access: Access, kind: str, sets: Any) -> ColumnElement[bool]:
    return and_(true(), *(sets.c.id.in_(_sets(groups, kind)) for groups in access.parties))


def _sets(groups: Collection[int], kind: str) -> Select[int]:
    """Ids of the sets that allow it to members of the groups; walks permission_by_group.

    The strongest entry decides: 4 overrides and denies, 3 overrides and allows, 2 denies, 1 allows.
    """
    entry = permission.c
    strength = case((entry.override & ~entry.allowed, 4), (entry.override, 3), (~entry.allowed, 2), else_=1)
    chosen = select(entry.set_id).where(entry.group_id.in_(sorted(groups)), entry.type == kind)
    return chosen.group_by(entry.set_id).having(func.max(strength).in_((1, 3)))
