"""What assets have beyond a name: a row or more by type, written whole; and what archives, fonts and profiles say."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from sqlalchemy import Table, delete, insert, select, update

from safelight.domain.assets import (
    ArchiveDetail,
    ArchiveEntry,
    Detail,
    FileDetail,
    FontDetail,
    IccDetail,
    ImageDetail,
)
from safelight.store import disk_usage, upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import file_detail, font_detail, icc_detail, image_detail, zip_entry

_TABLES: Final[Mapping[type[Any], Table]] = {
    ImageDetail: image_detail,
    FileDetail: file_detail,
    FontDetail: font_detail,
    IccDetail: icc_detail,
}


def put(tx: Tx, asset_id: int, having: Sequence[Detail]) -> None:
    """Write the details of an asset, in place of those it had."""
    for detail in having:
        if isinstance(detail, ArchiveDetail):
            _put_entries(tx, asset_id, detail)
        else:
            values = {field.name: getattr(detail, field.name) for field in fields(detail)}
            upserts.put(tx, _TABLES[type(detail)], {"asset_id": asset_id}, values)
        if isinstance(detail, ImageDetail):
            disk_usage.note_derived(tx, asset_id)


def change(tx: Tx, kind: type[Detail], asset_id: int, values: Mapping[str, object]) -> None:
    """Change some fields of a detail that the asset has."""
    table = _TABLES[kind]
    tx.execute(update(table).where(table.c.asset_id == asset_id).values(**values))
    if "pyramid_digest" in values:
        disk_usage.note_derived(tx, asset_id)


def profile(tx: Tx, asset_id: int) -> IccDetail | None:
    """Walks the primary key."""
    columns = [icc_detail.c[field.name] for field in fields(IccDetail)]
    row = tx.execute(select(*columns).where(icc_detail.c.asset_id == asset_id)).one_or_none()
    return None if row is None else IccDetail(*row)


def entries(tx: Tx, asset_id: int) -> list[ArchiveEntry]:
    """What an archive holds, in its order; walks the primary key."""
    columns = [zip_entry.c[field.name] for field in fields(ArchiveEntry)]
    rows = tx.execute(select(*columns).where(zip_entry.c.asset_id == asset_id).order_by(zip_entry.c.position))
    return [ArchiveEntry(*row) for row in rows]


def _put_entries(tx: Tx, asset_id: int, archive: ArchiveDetail) -> None:
    tx.execute(delete(zip_entry).where(zip_entry.c.asset_id == asset_id))
    rows = ({"asset_id": asset_id, "position": at, **asdict(one)} for at, one in enumerate(archive.entries))
    for piece in pieces(rows):
        tx.execute(insert(zip_entry), piece)
