"""Derived assets: views of an image by commands. They are served with its pixels, and go into the trash with it.

Source: IPS API reference, createDerivedAsset. What comes back from the trash with an image is assumed.
"""

from collections.abc import Sequence

from safelight.domain import handles
from safelight.domain.assets import IMAGE, NOT_IN_TRASH, Asset
from safelight.domain.choices import one_of
from safelight.domain.derived import DERIVED_TYPES
from safelight.domain.faults import InvalidParameter
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.domain.templates import Template
from safelight.services import templates, unfiled
from safelight.store import assets as asset_rows
from safelight.store import derived as store
from safelight.store.database import Tx


def create(
    tx: Tx,
    company: Company,
    owner: Asset,
    folder: Folder,
    type_: str,
    name: str,
    commands: Template,
    *,
    user: str,
    now_ms: int,
) -> str:
    """A new view of an image; returns its handle.

    raises: InvalidParameter for an owner that is no Image, a type that is none, a name or commands that cannot be;
            NameTaken
    """
    wanted = one_of("type", type_, DERIVED_TYPES, "")
    if owner.type != IMAGE or owner.image is None:
        raise InvalidParameter("ownerHandle", owner.handle, f"an {IMAGE}, which this {owner.type} is not")
    templates.check(commands)
    asset_id = unfiled.create(tx, company, folder, wanted, name, sub_type=None, user=user, now_ms=now_ms)
    templates.put(tx, asset_id, commands)
    store.put(tx, asset_id, owner.id)
    return handles.asset_handle(asset_id)


def going_with(tx: Tx, owners: Sequence[Asset], trash_state: str, *, same_moment: bool = False) -> list[Asset]:
    """What is derived from some assets, is in a trash state and is not one of them; locked.

    same_moment: only such as got there together with their owner
    """
    by_id = {asset.id: asset for asset in owners}
    ids = [asset_id for asset_id in store.of(tx, list(by_id), trash_state) if asset_id not in by_id]
    asset_rows.lock(tx, ids)
    views = [view for view in asset_rows.by_ids(tx, ids) if view.trash_state == trash_state]
    if not same_moment:
        return views
    owned = store.owners(tx, [view.id for view in views])
    return [view for view in views if view.modified_ms == by_id[owned[view.id]].modified_ms]


def owners_in_trash(tx: Tx, views: Sequence[Asset]) -> dict[int, Asset]:
    """The owners of those of some assets that are derived, as far as they are in the trash, by derived asset."""
    owned = store.owners(tx, [view.id for view in views])
    there = {asset.id: asset for asset in asset_rows.by_ids(tx, sorted(set(owned.values())))}
    return {
        view_id: there[owner_id] for view_id, owner_id in owned.items() if there[owner_id].trash_state != NOT_IN_TRASH
    }
