"""Making sets of assets by scripts, which are property sets of the company."""

from collections.abc import Sequence

from safelight.domain import handles, set_scripts
from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.faults import ForeignCompany, InvalidParameter, MissingPermission
from safelight.domain.people import Company
from safelight.domain.permissions import READ, WRITE, Access
from safelight.domain.set_scripts import Script
from safelight.services import access, asset_sets, assets, folders, permissions, publishing
from safelight.store import assets_write, property_sets, set_names
from safelight.store.database import Tx


def scripts(tx: Tx, company: Company, texts: Sequence[str], field: str) -> list[Script]:
    """The scripts of some handles.

    raises: InvalidParameter for a handle that names no property set, or one that is no script; ForeignCompany for one
            that does not belong to the company
    """
    found = []
    for text in texts:
        named = property_sets.by_id(tx, handles.property_set_id(field, text))
        if named is None:
            raise InvalidParameter(field, text, "the handle of a property set that is there")
        if named.owner.company_id != company.id:
            raise ForeignCompany(field, text)
        found.append(set_scripts.read(named.properties, f"{field} {text}"))
    return found


def put(
    tx: Tx,
    company: Company,
    folder_path: str,
    type_: str,
    name: str,
    members: Sequence[str],
    *,
    ready: bool,
    user: str,
    now_ms: int,
) -> tuple[int, bool]:
    """Make a set of a name, or give the one of that name and type other members, wherever that lies.

    members: handles, in their order
    ready:   the mark in every context
    returns: (id, whether it is new)
    raises:  NameTaken where another asset has the name, the trash included; MissingPermission; and as
             `asset_sets.change_members`
    """
    worker = access.of_worker(tx, user, company.id)
    _refuse_unreadable(tx, company, worker, members)
    assets_write.lock_names(tx, company.id)
    known = set_names.owner(tx, company.id, name)
    new = known is None or known[1:] != (type_, NOT_IN_TRASH)
    if known is None or new:
        folder = folders.ensure(tx, company, folder_path, now_ms, "destFolder")
        permissions.require(tx, worker, [folder.permission_set_id], (READ, WRITE), "destFolder", folder_path)
        handle = asset_sets.create_members_set(tx, company, folder, type_, name, None, user=user, now_ms=now_ms)
    else:
        handle = handles.asset_handle(known[0])
        (found,) = assets.by_handles(tx, company, [handle])
        permissions.require(tx, worker, [found.permission_set_id], (READ, WRITE), "assetHandleArray/items", handle)
    listed = [(member, False) for member in members]
    asset_sets.change_members(tx, company, handle, listed, None, user=user, now_ms=now_ms)
    set_id = handles.asset_id("setHandle", handle)
    contexts = [context.id for context in publishing.contexts(tx, company.id)]
    publishing.mark(tx, [set_id], contexts, ready)
    return set_id, new


def _refuse_unreadable(tx: Tx, company: Company, worker: Access, members: Sequence[str]) -> None:
    found = assets.by_handles(tx, company, members)
    readable = {asset.id for asset in permissions.readable(tx, worker, found)}
    for asset in found:
        if asset.id not in readable:
            raise MissingPermission("assetHandleArray/items", asset.handle, READ)
