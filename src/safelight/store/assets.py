"""Asset rows, read with what all of them are shown with; renamed, moved and put in the trash."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from sqlalchemy import Row, Select, false, func, select, update
from sqlalchemy.exc import IntegrityError

from safelight.domain.asset_names import AssetNames
from safelight.domain.assets import Asset, FileDetail, ImageDetail
from safelight.domain.folders import Folder
from safelight.domain.search import Brief
from safelight.store.among import IDS, among
from safelight.store.database import Tx
from safelight.store.folders import in_subtree
from safelight.store.pieces import pieces
from safelight.store.tables import asset, file_detail, folder, image_detail, publish_context, publish_state

IMAGE_SERVING = "ImageServing"
_IMAGE = tuple(image_detail.c[field.name] for field in fields(ImageDetail))
_FILE = tuple(file_detail.c[field.name] for field in fields(FileDetail))
_OWN = {
    "folder_path": folder.c.path.label("folder_path"),
    "ready_for_publish": func.coalesce(publish_state.c.marked, false()).label("ready_for_publish"),
    "permission_set_id": func.coalesce(asset.c.own_permission_set_id, folder.c.permission_set_id).label(
        "permission_set_id"
    ),
}
_SHARED = tuple(
    _OWN[f.name] if f.name in _OWN else asset.c[f.name] for f in fields(Asset) if f.name not in {"image", "file"}
)
_MAKE: Callable[..., Asset] = Asset
_BRIEF = tuple(asset.c[field.name] for field in fields(Brief))


def by_ids(tx: Tx, ids: Sequence[int]) -> list[Asset]:
    """Those of the assets that there are, in the order of the ids; walks primary keys."""
    if not ids:
        return []
    found = {row[0]: _asset(row) for row in tx.execute(_BY_IDS, {IDS: ids}).all()}
    return [found[asset_id] for asset_id in dict.fromkeys(ids) if asset_id in found]


def lock(tx: Tx, ids: Iterable[int]) -> None:
    """Let no other transaction change these assets until ours ends; SQLite lets nobody write anyway."""
    for piece in pieces(sorted(set(ids))):
        chosen = select(asset.c.id).where(asset.c.id.in_(piece)).order_by(asset.c.id)
        tx.execute(chosen.with_for_update(key_share=True))


def brief_by_ids(tx: Tx, ids: Sequence[int]) -> list[Brief]:
    """As `by_ids`, of asset rows alone."""
    if not ids:
        return []
    found = {row[0]: Brief(*row) for row in tx.execute(_BRIEF_BY_IDS, {IDS: ids})}
    return [found[asset_id] for asset_id in dict.fromkeys(ids) if asset_id in found]


def catalog_id_taken(tx: Tx, company_id: int, catalog_id: str, but: int) -> bool:
    """Whether an asset other than `but` has it, the trash included; walks asset_catalog_id."""
    wanted = select(asset.c.id).where(asset.c.company_id == company_id, asset.c.catalog_id == catalog_id)
    return tx.execute(wanted).scalar() not in {None, but}


def rename(tx: Tx, asset_id: int, names: AssetNames, user: str, now_ms: int) -> bool:
    """Returns False, and changes nothing, where another asset of the company has the catalog id."""
    change = update(asset).where(asset.c.id == asset_id)
    try:
        with tx.begin_nested():
            tx.execute(change.values(**asdict(names), modified_by=user, modified_ms=now_ms))
    except IntegrityError:
        return False
    return True


def move(tx: Tx, asset_ids: Sequence[int], folder_id: int, user: str, now_ms: int) -> None:
    for piece in pieces(asset_ids):
        values = {"folder_id": folder_id, "modified_by": user, "modified_ms": now_ms}
        tx.execute(update(asset).where(asset.c.id.in_(piece)).values(values))


def set_trash_state(tx: Tx, asset_ids: Sequence[int], trash_state: str, user: str, now_ms: int) -> None:
    for piece in pieces(asset_ids):
        values = {"trash_state": trash_state, "modified_by": user, "modified_ms": now_ms}
        tx.execute(update(asset).where(asset.c.id.in_(piece)).values(values))


def states_below(tx: Tx, top: Folder, limit: int) -> list[tuple[int, str]]:
    """(id, trash state) of some assets in the folder and those below it, locked.

    Walks folder_path, then asset_by_folder.
    """
    scope = asset.c.folder_id.in_(select(folder.c.id).where(in_subtree(top)))
    wanted = select(asset.c.id, asset.c.trash_state).where(scope).limit(limit)
    return [(row.id, row.trash_state) for row in tx.execute(wanted.with_for_update(key_share=True))]


def put_into(tx: Tx, asset_ids: Sequence[int], folder_id: int) -> None:
    """Put assets into another folder, which nobody is told of; walks the primary key."""
    for piece in pieces(asset_ids):
        tx.execute(update(asset).where(asset.c.id.in_(piece)).values(folder_id=folder_id))


def _shown() -> Select[Any]:
    serving = (publish_context.c.company_id == asset.c.company_id) & (publish_context.c.type == IMAGE_SERVING)
    state = (publish_state.c.asset_id == asset.c.id) & (publish_state.c.context_id == publish_context.c.id)
    joined = (
        asset.join(folder, folder.c.id == asset.c.folder_id)
        .outerjoin(publish_context, serving)
        .outerjoin(publish_state, state)
        .outerjoin(image_detail, image_detail.c.asset_id == asset.c.id)
        .outerjoin(file_detail, file_detail.c.asset_id == asset.c.id)
    )
    return select(*_SHARED, *_IMAGE, *_FILE).select_from(joined)


_BY_IDS: Final = _shown().where(among(asset.c.id))
_BRIEF_BY_IDS: Final = select(*_BRIEF).where(among(asset.c.id))


def _asset(row: Row[Any]) -> Asset:
    shared, image = row[: len(_SHARED)], row[len(_SHARED) : -len(_FILE)]
    file = row[-len(_FILE) :]
    return _MAKE(
        *shared,
        ImageDetail(*image) if image[0] is not None else None,
        FileDetail(*file) if file[0] is not None else None,
    )
