"""Metadata fields of companies."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import IntegrityError

from safelight.domain.metadata import Field
from safelight.store import inserts
from safelight.store.among import IDS, among
from safelight.store.database import Tx
from safelight.store.tables import metadata_field


def by_companies(tx: Tx, company_ids: Collection[int]) -> list[Field]:
    """All fields of companies, by name; walks metadata_field_name."""
    return [Field(**row) for row in tx.execute(_BY_COMPANIES, {IDS: company_ids}).mappings()]


def by_name(tx: Tx, company_id: int, name: str) -> list[Field]:
    """The fields of exactly this name, one for an asset type at most; walks metadata_field_name."""
    wanted = (metadata_field.c.company_id == company_id) & (metadata_field.c.name == name)
    return _read(tx, select(metadata_field).where(wanted))


def lock(tx: Tx, field_id: int) -> None:
    """Let no other transaction change the field or its tags until ours ends; SQLite lets nobody write anyway."""
    tx.execute(select(metadata_field.c.id).where(metadata_field.c.id == field_id).with_for_update(key_share=True))


def hold(tx: Tx, field_id: int) -> bool:
    """Let nobody erase the field until our transaction ends; False where it is gone."""
    wanted = select(metadata_field.c.id).where(metadata_field.c.id == field_id)
    return tx.execute(wanted.with_for_update(read=True, key_share=True)).scalar() is not None


def add(tx: Tx, values: Mapping[str, object]) -> int | None:
    """The id of the new field, or None where the asset type has one of that name."""
    return inserts.unique(tx, metadata_field, values)


def change(tx: Tx, field_id: int, values: Mapping[str, object]) -> bool:
    """False where the asset type has another field of that name; then nothing changed."""
    try:
        with tx.begin_nested():
            tx.execute(update(metadata_field).where(metadata_field.c.id == field_id).values(**values))
    except IntegrityError:
        return False
    return True


def remove(tx: Tx, field_id: int) -> None:
    """Erase a field with all values and tags that assets have of it."""
    tx.execute(delete(metadata_field).where(metadata_field.c.id == field_id))


def _read(tx: Tx, wanted: Select[Any]) -> list[Field]:
    return [Field(**row) for row in tx.execute(_ordered(wanted)).mappings()]


def _ordered(wanted: Select[Any]) -> Select[Any]:
    return wanted.order_by(metadata_field.c.name, metadata_field.c.asset_type)


_BY_COMPANIES: Final = _ordered(select(metadata_field).where(among(metadata_field.c.company_id)))
