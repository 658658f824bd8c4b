"""The rules of assets: which are found, and what may be renamed, moved and put in the trash."""

from collections.abc import Iterable, Sequence
from functools import partial

from safelight.domain import asset_names, handles
from safelight.domain.asset_names import AssetNames
from safelight.domain.assets import IN_TRASH, NOT_IN_TRASH, Asset
from safelight.domain.batches import Batch, Refused
from safelight.domain.faults import AlreadyInTrash, Fault, ForeignCompany, InvalidParameter, NameTaken
from safelight.domain.folders import Folder
from safelight.domain.people import Company
from safelight.services import derived, folders, publishing
from safelight.services.companies import SHARED_ID
from safelight.store import assets as store
from safelight.store.database import Database, Tx

MOST_HANDLES = 10_000
"""Assets one call may name (assumed; so that no call holds the database for long)."""
HANDLES = "assetHandleArray/items"
TRASHED_AT_ONCE = 500
"""Assets that one transaction puts into the trash at most."""


def by_handles(tx: Tx, company: Company, texts: Sequence[str], field: str = HANDLES) -> list[Asset]:
    """The assets of these handles, in their order, each once; those that are not there are left out.

    raises: ForeignCompany for an asset of another company (those of the shared one are readable by all),
            InvalidParameter for a malformed handle, or more than 10000
    """
    _check_count(field, texts)
    found = store.by_ids(tx, [handles.asset_id(field, text) for text in texts])
    for asset in found:
        if asset.company_id not in {company.id, SHARED_ID}:
            raise ForeignCompany(field, asset.handle)
    return found


def readable_one(tx: Tx, company: Company, handle: str, field: str = "assetHandle") -> Asset:
    """The asset of a handle, to be looked at; in the trash too.

    raises: InvalidParameter where it is malformed or names none, ForeignCompany as `by_handles`
    """
    found = by_handles(tx, company, [handle], field)
    if not found:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    return found[0]


def by_handle(tx: Tx, company: Company, handle: str, field: str = "assetHandle") -> Asset:
    """The asset of a handle, to be changed.

    raises: InvalidParameter where it is malformed or names none, ForeignCompany for another company's, AlreadyInTrash
    """
    asset_id = handles.asset_id(field, handle)
    store.lock(tx, [asset_id])
    found = store.by_ids(tx, [asset_id])
    return outside_trash(_own(company, field, handle, found[0] if found else None), field, handle)


def rename(
    tx: Tx, asset: Asset, new_name: str, *, must_be_free: bool, rename_file: bool, user: str, now_ms: int
) -> None:
    """Change the name of an asset, and with it what picture URLs name it by; live pictures change at the next publish.

    must_be_free: refuse a name that is another asset's in picture URLs, the trash included; else the first free one
                  of `name_1`, `name_2`, ... stands in URLs (assumed)
    rename_file:  the virtual file name follows, with its extension
    raises:       InvalidParameter for a name that cannot be, NameTaken
    """
    name = asset_names.asset_name("newName", new_name)
    catalog_id = None if asset.catalog_id is None else _free_catalog_id(tx, asset, name)
    if must_be_free and catalog_id not in {None, name}:
        raise NameTaken("newName", name, "Asset ID")
    file_name = asset_names.renamed_file(asset.file_name, name) if rename_file else asset.file_name
    if not store.rename(tx, asset.id, AssetNames(name, file_name, catalog_id), user, now_ms):
        raise NameTaken("newName", name, "Asset ID")
    changed(tx, [asset], now_ms)


def move(tx: Tx, asset: Asset, dest: Folder, user: str, now_ms: int) -> None:
    """Put an asset into a folder; its handle, its names and its live pictures stay."""
    store.move(tx, [asset.id], dest.id, user, now_ms)
    publishing.told_otherwise(tx, [asset.id])
    folders.children_changed(tx, [asset.folder_id, dest.id], now_ms)


def trash(tx: Tx, asset: Asset, user: str, now_ms: int) -> None:
    """Put an asset into the trash; what is live of it ends with the next publish."""
    _trash(tx, [asset], user, now_ms)


def trash_all(tx: Tx, company: Company, texts: Sequence[str], user: str, now_ms: int) -> Batch:
    """Put assets into the trash; one that is in it already is a warning (assumed), a bad handle an error.

    raises: InvalidParameter for more than 10000 handles
    """
    named, errors = named_all(tx, company, texts, HANDLES)
    chosen: dict[int, Asset] = {}
    warnings = []
    for text, asset in named:
        if asset.trash_state != NOT_IN_TRASH or asset.id in chosen:
            warnings.append(Refused(text, AlreadyInTrash(HANDLES, text)))
        else:
            chosen[asset.id] = asset
    _trash(tx, list(chosen.values()), user, now_ms)
    return Batch(len(chosen), tuple(warnings), tuple(errors))


def trash_in_pieces(database: Database, company: Company, texts: Sequence[str], user: str, now_ms: int) -> Batch:
    """As `trash_all`, a piece in a transaction of its own, so that others may write meanwhile. Raises as that."""
    _check_count(HANDLES, texts)
    done = Batch(0)
    for first in range(0, len(texts), TRASHED_AT_ONCE):
        piece = texts[first : first + TRASHED_AT_ONCE]
        done = done.plus(database.transact(partial(trash_all, company=company, texts=piece, user=user, now_ms=now_ms)))
    return done


def move_all(tx: Tx, company: Company, moves: Sequence[tuple[str, str]], user: str, now_ms: int) -> Batch:
    """Put assets into folders, each into its own; one that cannot be moved is an error and stops no other.

    moves:  (asset handle, folder handle); of several for one asset the last counts, and each is counted (assumed)
    raises: InvalidParameter for more than 10000
    """
    field = "assetMoveArray/items"
    named, errors = named_all(tx, company, [handle for handle, _ in moves], field, f"{field}/assetHandle")
    movable = dict(named)
    wanted: dict[int, tuple[Asset, Folder]] = {}
    for handle, folder in moves:
        try:
            if handle in movable:
                wanted[movable[handle].id] = (
                    outside_trash(movable[handle], f"{field}/assetHandle", handle),
                    folders.by_handle(tx, company, folder, f"{field}/folderHandle"),
                )
        except Fault as refusal:
            errors.append(Refused(handle, refusal))
    _move_each(tx, list(wanted.values()), user, now_ms)
    return Batch(len(moves) - len(errors), errors=tuple(errors))


def named_all(
    tx: Tx, company: Company, texts: Sequence[str], field: str, each: str | None = None
) -> tuple[list[tuple[str, Asset]], list[Refused]]:
    """Assets of the company, to be changed, each with its handle as written, and those handles that name none.

    field:  of the array; each: of one handle, where that lies deeper
    raises: InvalidParameter for more than 10000 handles
    """
    _check_count(field, texts)
    each = each or field
    ids = list(_readable_ids(each, texts))
    store.lock(tx, ids)
    found = {asset.id: asset for asset in store.by_ids(tx, ids)}
    named, errors = [], []
    for text in texts:
        try:
            named.append((text, _own(company, each, text, found.get(handles.asset_id(each, text)))))
        except Fault as refusal:
            errors.append(Refused(text, refusal))
    return named, errors


def changed(tx: Tx, found: Sequence[Asset], now_ms: int) -> None:
    """Note that assets are no longer what was published, and that their folders changed."""
    publishing.touched(tx, [asset.id for asset in found])
    folders.children_changed(tx, {asset.folder_id for asset in found}, now_ms)


def _move_each(tx: Tx, wanted: Sequence[tuple[Asset, Folder]], user: str, now_ms: int) -> None:
    by_folder: dict[int, list[int]] = {}
    for asset, folder in wanted:
        by_folder.setdefault(folder.id, []).append(asset.id)
    for folder_id, ids in by_folder.items():
        store.move(tx, ids, folder_id, user, now_ms)
        publishing.told_otherwise(tx, ids)
    folders.children_changed(tx, {asset.folder_id for asset, _ in wanted} | by_folder.keys(), now_ms)


def _free_catalog_id(tx: Tx, asset: Asset, name: str) -> str:
    return asset_names.first_free(name, lambda wanted: store.catalog_id_taken(tx, asset.company_id, wanted, asset.id))


def _trash(tx: Tx, named: Sequence[Asset], user: str, now_ms: int) -> None:
    """What is derived from an asset goes with it. Source: IPS API reference, createDerivedAsset."""
    found = [*named, *derived.going_with(tx, named, NOT_IN_TRASH)]
    store.set_trash_state(tx, [asset.id for asset in found], IN_TRASH, user, now_ms)
    changed(tx, found, now_ms)


def outside_trash(asset: Asset, field: str, handle: str) -> Asset:
    """The asset itself. Raises AlreadyInTrash."""
    if asset.trash_state != NOT_IN_TRASH:
        raise AlreadyInTrash(field, handle)
    return asset


def _own(company: Company, field: str, handle: str, asset: Asset | None) -> Asset:
    if asset is None:
        raise InvalidParameter(field, handle, "the handle of an asset that is there")
    if asset.company_id != company.id:
        raise ForeignCompany(field, handle)
    return asset


def _readable_ids(field: str, texts: Iterable[str]) -> Iterable[int]:
    for text in texts:
        try:
            yield handles.asset_id(field, text)
        except InvalidParameter:
            continue


def _check_count(field: str, texts: Sequence[str]) -> None:
    if len(texts) > MOST_HANDLES:
        raise InvalidParameter(field, f"{len(texts)} handles", f"at most {MOST_HANDLES}")
