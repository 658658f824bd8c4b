"""Asset rows, made and replaced."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, bindparam, insert, select, update

from safelight.domain.asset_names import file_stem
from safelight.domain.assets import NOT_IN_TRASH, Detail
from safelight.domain.blobs import Blob
from safelight.store import details, upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.ranges import starts_with
from safelight.store.tables import asset, blob, byproduct, company


def lock_names(tx: Tx, company_id: int) -> None:
    """Let no other transaction give out names in the company until ours ends; SQLite lets nobody write anyway."""
    tx.execute(_NAMES, {"of": company_id})


def keep_blob(tx: Tx, kept: Blob, now_ms: int) -> None:
    """Name a blob that lies in the store; one that was about to be erased stays."""
    keep_blobs(tx, (kept,), now_ms)


def keep_blobs(tx: Tx, kept: Sequence[Blob], now_ms: int) -> None:
    """As `keep_blob`, of some, in one go; in an order that all keep, lest two wait for each other."""
    rows = [
        {"digest": one.digest, "size_bytes": one.size_bytes, "created_ms": now_ms}
        for one in sorted(kept, key=lambda one: one.digest)
    ]
    tx.execute(_keeping(tx.dialect.name), rows)


def ids_of_file(tx: Tx, company_id: int, file_name: str, *, any_extension: bool) -> list[int]:
    """Assets outside the trash with this file name, or one that differs in its extension only; oldest first.

    A range of asset_by_file_name.
    """
    if not any_extension:
        return list(tx.execute(_OF_FILE, {"of": company_id, "name": file_name}).scalars())
    stem = file_stem(file_name)
    named = (asset.c.file_name == stem) | starts_with(asset.c.file_name, f"{stem}.")
    rows = tx.execute(select(asset.c.id, asset.c.file_name).where(_kept(company_id), named).order_by(asset.c.id))
    return [row.id for row in rows if file_stem(row.file_name) == stem]


def file_names(tx: Tx, company_id: int, folder_id: int, stem: str) -> frozenset[str]:
    """Names of files in a folder that begin with the stem; a range of asset_by_file_name."""
    wanted = select(asset.c.file_name).where(
        _kept(company_id), asset.c.folder_id == folder_id, starts_with(asset.c.file_name, stem)
    )
    return frozenset(tx.execute(wanted).scalars())


def taken_catalog_ids(tx: Tx, company_id: int, name: str) -> frozenset[str]:
    """The name and those with a suffix `_...` that are catalog ids; none where the name is free.

    The trash counts. A point and a range of asset_catalog_id.
    """
    own = asset.c.company_id == company_id
    if tx.execute(_TAKEN, {"of": company_id, "name": name}).first() is None:
        return frozenset()
    suffixed = select(asset.c.catalog_id).where(own, starts_with(asset.c.catalog_id, f"{name}_"))
    return frozenset(tx.execute(suffixed).scalars()) | {name}


def insert_asset(tx: Tx, values: Mapping[str, object], *having: Detail) -> int:
    """A new asset with its details; returns its id."""
    made = tx.execute(_NEW_ASSET, values)
    assert made.inserted_primary_key is not None
    asset_id = int(made.inserted_primary_key[0])
    details.put(tx, asset_id, having)
    return asset_id


def replace_asset(tx: Tx, asset_id: int, values: Mapping[str, object], *having: Detail) -> None:
    tx.execute(update(asset).where(asset.c.id == asset_id).values(**values))
    details.put(tx, asset_id, having)


def put_byproduct(tx: Tx, generated_id: int, originator_id: int, engine: str) -> None:
    """Say of an asset what it was made from, and by what; an asset has one originator."""
    new = upserts.insert(tx, byproduct).values(generated_id=generated_id, originator_id=originator_id, engine=engine)
    made = {"originator_id": new.excluded.originator_id, "engine": new.excluded.engine}
    tx.execute(new.on_conflict_do_update(index_elements=["generated_id"], set_=made))


def stamp(tx: Tx, asset_ids: Sequence[int], user: str, now_ms: int) -> None:
    """Note who changed assets, and when."""
    for piece in pieces(asset_ids):
        tx.execute(update(asset).where(asset.c.id.in_(piece)).values(modified_by=user, modified_ms=now_ms))


def made_from(tx: Tx, originator_id: int) -> list[int]:
    """Ids of the assets that were made from another one, oldest first; walks byproduct_by_originator."""
    wanted = select(byproduct.c.generated_id).where(byproduct.c.originator_id == originator_id)
    return list(tx.execute(wanted.order_by(byproduct.c.generated_id)).scalars())


def _kept(company_id: int | BindParameter[int]) -> ColumnElement[bool]:
    return (asset.c.company_id == company_id) & (asset.c.trash_state == NOT_IN_TRASH)


_NEW_ASSET = insert(asset)
"""Made once, as the next ones: to make a statement takes longer than to carry it out, and these are for every file."""
_NAMES = select(company.c.id).where(company.c.id == bindparam("of")).with_for_update(key_share=True)
_TAKEN = select(asset.c.id).where(asset.c.company_id == bindparam("of"), asset.c.catalog_id == bindparam("name"))

_OF_FILE = select(asset.c.id).where(_kept(bindparam("of")), asset.c.file_name == bindparam("name")).order_by(asset.c.id)


@cache
def _keeping(dialect: str) -> upserts.Insert:
    new = upserts.of(dialect, blob)
    return new.on_conflict_do_update(index_elements=["digest"], set_={"condemned_ms": None})
