"""Sets of assets: which there are, what is in them, and what stands for them in small."""

from collections.abc import Mapping, Sequence

from safelight.domain import handles, set_definitions
from safelight.domain.assets import NOT_IN_TRASH, Asset
from safelight.domain.choices import one_of
from safelight.domain.faults import AlreadyInTrash, ForeignCompany, InvalidParameter
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.domain.sets import ASSET_SET, GROUPED_TYPES, MEMBER_TYPES, MOST_MEMBERS, Member
from safelight.services import asset_changes, assets, metadata_fields, unfiled
from safelight.services.companies import SHARED_ID
from safelight.store import asset_sets as store
from safelight.store import assets as asset_rows
from safelight.store import thumbs
from safelight.store.database import Tx

LONGEST_SUB_TYPE = 255


def create_members_set(
    tx: Tx,
    company: Company,
    folder: Folder,
    type_: str,
    name: str,
    thumb_handle: str | None,
    *,
    user: str,
    now_ms: int,
) -> str:
    """A new, empty set of members; returns its handle. Raises InvalidParameter, NameTaken, and as `_thumb`."""
    wanted = one_of("type", type_, MEMBER_TYPES, "")
    set_id = unfiled.create(tx, company, folder, wanted, name, sub_type=None, user=user, now_ms=now_ms)
    store.add(tx, set_id, None)
    _put_thumb(tx, company, set_id, thumb_handle)
    return handles.asset_handle(set_id)


def create_defined_set(
    tx: Tx,
    company: Company,
    folder: Folder,
    sub_type: str,
    name: str,
    definition: str | None,
    thumb_handle: str | None,
    *,
    user: str,
    now_ms: int,
) -> str:
    """A new set of a definition; returns its handle.

    sub_type: any word of the client's, of up to 255 characters
    raises:   InvalidParameter, NameTaken, and as `define` and `_thumb`
    """
    word = sub_type.strip()
    if not 0 < len(word) <= LONGEST_SUB_TYPE:
        raise InvalidParameter("subType", sub_type, f"a word of 1 to {LONGEST_SUB_TYPE} characters")
    set_id = unfiled.create(tx, company, folder, ASSET_SET, name, sub_type=word, user=user, now_ms=now_ms)
    store.add(tx, set_id, None)
    _define(tx, company, set_id, definition or "")
    _put_thumb(tx, company, set_id, thumb_handle)
    return handles.asset_handle(set_id)


def change_members(
    tx: Tx,
    company: Company,
    set_handle: str,
    members: Sequence[tuple[str, bool]] | None,
    thumb_handle: str | None,
    *,
    user: str,
    now_ms: int,
) -> None:
    """Replace the members of a set, its thumbnail, or both; None leaves what there is.

    members: (asset handle, page reset) in order; one asset may stand in several places
    raises:  InvalidParameter where the set is none of members, a member is not there, is the set itself, or there are
             more than 10000; ForeignCompany for a member of a third company, AlreadyInTrash
    """
    found = _set(tx, company, set_handle, MEMBER_TYPES)
    if members is not None:
        store.put_members(tx, found.id, _members(tx, company, found, members))
    _put_thumb(tx, company, found.id, thumb_handle)
    asset_changes.changed(tx, found, user, now_ms)


def change_definition(
    tx: Tx,
    company: Company,
    set_handle: str,
    definition: str | None,
    thumb_handle: str | None,
    *,
    user: str,
    now_ms: int,
) -> None:
    """Replace the definition of a set, its thumbnail, or both; None leaves what there is.

    raises: InvalidParameter where the set has no definition or it cannot be read, and as `_define` and `_thumb`
    """
    found = _set(tx, company, set_handle, (ASSET_SET,))
    if definition is not None:
        _define(tx, company, found.id, definition)
    _put_thumb(tx, company, found.id, thumb_handle)
    asset_changes.changed(tx, found, user, now_ms)


def members_of(tx: Tx, company: Company, set_handle: str) -> list[tuple[Asset, bool]]:
    """(member, page reset) of a set in order, those in the trash left out (assumed).

    raises: InvalidParameter where the handle names no set, ForeignCompany for one of a third company
    """
    found = assets.by_handles(tx, company, [set_handle], "assetHandle")
    if not found or found[0].type not in MEMBER_TYPES:
        raise InvalidParameter("assetHandle", set_handle, f"the handle of a set of type {', '.join(MEMBER_TYPES)}")
    listed = store.members(tx, [found[0].id])[found[0].id]
    known = {asset.id: asset for asset in asset_rows.by_ids(tx, [member.asset_id for member in listed])}
    there = [(known[member.asset_id], member.page_reset) for member in listed if member.asset_id in known]
    return [(asset, reset) for asset, reset in there if asset.trash_state == NOT_IN_TRASH]


def definitions(tx: Tx, set_ids: Sequence[int]) -> Mapping[int, str]:
    """Definitions by set, for those that have one."""
    return store.definitions(tx, set_ids)


def _members(tx: Tx, company: Company, found: Asset, wanted: Sequence[tuple[str, bool]]) -> list[Member]:
    field = "memberArray/items"
    if len(wanted) > MOST_MEMBERS:
        raise InvalidParameter(field, f"{len(wanted)} members", f"at most {MOST_MEMBERS}")
    ids = [handles.asset_id(f"{field}[{place}]/assetHandle", text) for place, (text, _) in enumerate(wanted, start=1)]
    known = {asset.id: asset for asset in asset_rows.by_ids(tx, ids)}
    for place, (asset_id, (text, _)) in enumerate(zip(ids, wanted, strict=True), start=1):
        _usable(company, known.get(asset_id), f"{field}[{place}]/assetHandle", text)
        if asset_id == found.id:
            raise InvalidParameter(f"{field}[{place}]/assetHandle", text, "an asset other than the set itself")
    alone = found.type not in GROUPED_TYPES
    return [Member(asset_id, alone or reset) for asset_id, (_, reset) in zip(ids, wanted, strict=True)]


def _define(tx: Tx, company: Company, set_id: int, definition: str) -> None:
    """Set the definition; the assets it names, in the order of their first place, count as members.

    raises: InvalidParameter where it cannot be read or names an asset that is not there, or a field that is not
            the company's, ForeignCompany for one of a third company
    """
    calls = set_definitions.calls("setDefinition", definition)
    known = {asset.id: asset for asset in asset_rows.by_ids(tx, [call.asset_id for call in calls])}
    for call in calls:
        _usable(company, known.get(call.asset_id), "setDefinition", call.asset_handle)
        if call.function == "getmetadata":
            metadata_fields.by_handle(tx, company, call.field, "setDefinition")
    store.define(tx, set_id, definition)
    named = dict.fromkeys(call.asset_id for call in calls)
    store.put_members(tx, set_id, [Member(asset_id, page_reset=True) for asset_id in named])


def _put_thumb(tx: Tx, company: Company, asset_id: int, handle: str | None) -> None:
    """Choose the image that stands for an asset; None leaves it as it is.

    raises: InvalidParameter where the handle names no image, ForeignCompany for one of a third company, AlreadyInTrash
    """
    if handle is None:
        return
    (image,) = asset_rows.by_ids(tx, [handles.asset_id("thumbAssetHandle", handle)]) or (None,)
    thumb = _usable(company, image, "thumbAssetHandle", handle)
    if thumb.image is None:
        raise InvalidParameter("thumbAssetHandle", handle, f"the handle of an image, which this {thumb.type} is not")
    thumbs.put(tx, asset_id, thumb.id)


def _usable(company: Company, asset: Asset | None, field: str, handle: str) -> Asset:
    if asset is None:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    if asset.company_id not in {company.id, SHARED_ID}:
        raise ForeignCompany(field, handle)
    if asset.trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash(field, handle)
    return asset


def _set(tx: Tx, company: Company, handle: str, types: Sequence[str]) -> Asset:
    found = assets.by_handle(tx, company, handle)
    if found.type not in types:
        raise InvalidParameter("assetHandle", handle, f"the handle of a set of type {', '.join(types)}")
    return found
