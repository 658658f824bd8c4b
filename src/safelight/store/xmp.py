"""XMP packets of assets, and what is searched of them."""

import zlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, func, insert, select

from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.metadata import HEAD
from safelight.domain.permissions import READ, Access
from safelight.store.database import Tx
from safelight.store.permissions import assets_allowed
from safelight.store.pieces import pieces
from safelight.store.tables import asset, xmp_packet, xmp_property


def packet(tx: Tx, asset_id: int) -> bytes | None:
    """Walks the primary key."""
    found = tx.execute(select(xmp_packet.c.deflated).where(xmp_packet.c.asset_id == asset_id)).scalar()
    return None if found is None else zlib.decompress(found)


def put(
    tx: Tx, company_id: int, asset_id: int, held: bytes, properties: Mapping[str, Sequence[str]], now_ms: int
) -> None:
    """Keep a packet and its properties, in place of those that were there."""
    drop(tx, asset_id)
    tx.execute(insert(xmp_packet).values(asset_id=asset_id, deflated=zlib.compress(held), changed_ms=now_ms))
    rows = [
        {
            "asset_id": asset_id,
            "name": name,
            "place": place,
            "company_id": company_id,
            "text": value,
            "head": value[:HEAD],
        }
        for name, values in properties.items()
        for place, value in enumerate(values)
    ]
    if rows:
        tx.execute(insert(xmp_property), rows)


def drop(tx: Tx, asset_id: int) -> None:
    """Forget the packet of an asset, if it has one."""
    for table in (xmp_property, xmp_packet):
        tx.execute(delete(table).where(table.c.asset_id == asset_id))


def values_of(tx: Tx, asset_ids: Iterable[int], names: Sequence[str]) -> dict[tuple[int, str], list[str]]:
    """The values that the packets of assets have for some properties; walks the primary key."""
    of = xmp_property.c
    found: dict[tuple[int, str], list[str]] = {}
    for piece in pieces(asset_ids):
        wanted = select(of.asset_id, of.name, of.text).where(of.asset_id.in_(piece), of.name.in_(names))
        for asset_id, name, text in tx.execute(wanted.order_by(of.asset_id, of.name, of.place)):
            found.setdefault((asset_id, name), []).append(text)
    return found


def distinct(tx: Tx, company_id: int, name: str, access: Access, limit: int) -> list[tuple[str, int]]:
    """Values of a property, each with how many assets outside the trash have it; walks xmp_property_by_text.

    access: in whose name, of assets they may read
    """
    of = xmp_property.c
    own = _having(company_id, name, access)
    found = select(of.text, func.count(of.asset_id.distinct())).join(asset, asset.c.id == of.asset_id).where(own)
    return [(row[0], row[1]) for row in tx.execute(found.group_by(of.text).order_by(of.text).limit(limit))]


def with_any(tx: Tx, company_id: int, name: str, access: Access) -> int:
    """How many assets outside the trash have a property; access: as above."""
    of = xmp_property.c
    own = _having(company_id, name, access)
    counted = select(func.count(of.asset_id.distinct())).join(asset, asset.c.id == of.asset_id).where(own)
    return int(tx.execute(counted).scalar_one())


def _having(company_id: int, name: str, access: Access) -> ColumnElement[bool]:
    of = xmp_property.c
    kept = (asset.c.trash_state == NOT_IN_TRASH) & assets_allowed(access, READ)
    return (of.company_id == company_id) & (of.name == name) & kept
