"""The rules of metadata: what assets show of the fields of their company, and how their values change."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, tzinfo

from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import AlreadyInTrash, Fault, MissingPermission
from safelight.domain.field_values import read
from safelight.domain.metadata import Change, Field, Shown, Value
from safelight.domain.people import Company
from safelight.domain.permissions import READ, Access
from safelight.services import assets, folders, metadata_fields, permissions, publishing
from safelight.services.metadata_plan import Plan
from safelight.store import metadata as store
from safelight.store import metadata_fields as fields
from safelight.store.database import Tx

MOST_LISTED = 10_000
"""Distinct values one reply holds at most (assumed)."""

Group = tuple[Sequence[str], Sequence[Change]]
"""Handles of assets, and what changes of each of them."""


def shown(tx: Tx, found: Sequence[Asset]) -> dict[int, list[Shown]]:
    """What the assets show of their fields, by id of the asset and name of the field.

    A field shows nothing where neither the asset has a value nor the field a default (assumed).
    """
    known = fields.by_companies(tx, {asset.company_id for asset in found}) if found else []
    if not known:
        return {}
    ids = [asset.id for asset in found]
    values, tags = store.values_of(tx, ids), store.tags_of(tx, ids)
    defaults = {field.id: _default(field) for field in known if field.default_value}
    suited = {
        (company_id, type_): [one for one in known if one.company_id == company_id and one.suits(type_)]
        for company_id, type_ in {(asset.company_id, asset.type) for asset in found}
    }
    showing: dict[int, list[Shown]] = {asset_id: [] for asset_id in ids}
    for asset in found:
        for field in suited[asset.company_id, asset.type]:
            pair = (asset.id, field.id)
            value = values.get(pair) or defaults.get(field.id)
            own_tags = tuple(tags[pair].values()) if pair in tags else ()
            if value or own_tags:
                showing[asset.id].append(Shown(field, value, own_tags))
    return showing


def set_one(
    tx: Tx,
    company: Company,
    handle: str,
    changes: Sequence[Change],
    zone: tzinfo,
    *,
    user: str,
    now_ms: int,
    place: str = "updateArray/items[{}]",
) -> None:
    """Change values of one asset: all of them, or none where one is refused.

    place:  of a change, by its number, for faults
    raises: as `assets.by_handle`, and as `Plan.apply`, naming the place
    """
    asset = assets.by_handle(tx, company, handle)
    plan = Plan(tx, company, [asset.id], zone)
    for at, change in enumerate(changes, start=1):
        plan.apply(asset, change, place.format(at))
    _keep(tx, plan, [asset], user, now_ms)


def set_many(
    tx: Tx, company: Company, eyes: Access, groups: Sequence[Group], zone: tzinfo, *, user: str, now_ms: int
) -> tuple[Batch, list[str]]:
    """Change values of many assets, each change for itself: one that is refused leaves the others (assumed).

    eyes:    in whose name; an asset they may not read is refused
    returns: how many assets had all their changes done, and each refused change under the handle of its asset; and
             beside it, place for place, the handles of the fields
    raises:  InvalidParameter for more than 10000 assets
    """
    found = _named(tx, company, eyes, [handle for group, _ in groups for handle in group])
    there = [asset for asset in found.values() if isinstance(asset, Asset)]
    plan = Plan(tx, company, [asset.id for asset in there], zone)
    done, errors, of_fields = 0, list[Refused](), list[str]()
    for group, changes in groups:
        for handle in group:
            refused = _tried(plan, found[handle], changes)
            errors += [Refused(handle, why) for _, why in refused]
            of_fields += [field for field, _ in refused]
            done += not refused
    _keep(tx, plan, there, user, now_ms)
    return Batch(done, errors=tuple(errors)), of_fields


def delete(tx: Tx, company: Company, handle: str, of_fields: Sequence[str], *, user: str, now_ms: int) -> None:
    """Take the values and tags of fields from one asset; a default shows again.

    raises: as `assets.by_handle`, and as `metadata_fields.by_handle`
    """
    asset = assets.by_handle(tx, company, handle)
    place = "deleteArray/items[{}]/fieldHandle"
    wanted = [metadata_fields.by_handle(tx, company, one, place.format(at)) for at, one in enumerate(of_fields, 1)]
    store.drop(tx, {(asset.id, field.id) for field in wanted})
    _changed(tx, [asset], user, now_ms)


def distinct(tx: Tx, field: Field, eyes: Access) -> list[tuple[str, int]]:
    """The values that assets outside the trash have of a field, each once, with how many have it; at most 10000.

    eyes: in whose name, of assets they may read (assumed)
    """
    return store.distinct(tx, field.id, eyes, MOST_LISTED)


def _default(field: Field) -> Value:
    """The zone does not count: default dates know their offset."""
    return read(field.type, field.default_value, UTC) or Value(field.default_value)


def _named(tx: Tx, company: Company, eyes: Access, texts: Sequence[str]) -> dict[str, Asset | Fault]:
    """The assets of handles, locked, or why one cannot be changed."""
    place = "updateArray/items/assetHandleArray/items"
    named, errors = assets.named_all(tx, company, texts, place)
    found: dict[str, Asset | Fault] = {one.handle: one.why for one in errors}
    readable = {asset.id for asset in permissions.readable(tx, eyes, [asset for _, asset in named])}
    for text, asset in named:
        if asset.id not in readable:
            found[text] = MissingPermission(place, text, READ)
        else:
            found[text] = asset if asset.trash_state == NOT_IN_TRASH else AlreadyInTrash(place, text)
    return found


def _tried(plan: Plan, asset: Asset | Fault, changes: Sequence[Change]) -> list[tuple[str, Fault]]:
    """Apply the changes; returns those refused, as handle of the field and why."""
    if isinstance(asset, Fault):
        return [(change.handle, asset) for change in changes] or [("", asset)]
    refused = []
    for change in changes:
        try:
            plan.apply(asset, change, "updateArray/items")
        except Fault as refusal:
            refused.append((change.handle, refusal))
    return refused


def _keep(tx: Tx, plan: Plan, found: Iterable[Asset], user: str, now_ms: int) -> None:
    written = plan.write()
    _changed(tx, [asset for asset in found if asset.id in written], user, now_ms)


def _changed(tx: Tx, found: Collection[Asset], user: str, now_ms: int) -> None:
    ids = [asset.id for asset in found]
    store.touch(tx, ids, user, now_ms)
    publishing.told_otherwise(tx, ids)
    folders.children_changed(tx, {asset.folder_id for asset in found}, now_ms)
