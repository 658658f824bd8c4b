"""Questions to a company's assets that need no whole row."""

from collections.abc import Iterable

from sqlalchemy import func, select

from safelight.domain.assets import NOT_IN_TRASH
from safelight.domain.permissions import READ, Access
from safelight.store.database import Tx
from safelight.store.permissions import assets_allowed
from safelight.store.pieces import pieces
from safelight.store.tables import asset


def counts(tx: Tx, company_id: int, access: Access) -> dict[str, int]:
    """How many assets outside the trash by type, in the order of their names.

    access: in whose name, of what they may read; where they are not bound it walks asset_by_type alone
    """
    kept = (asset.c.company_id == company_id) & (asset.c.trash_state == NOT_IN_TRASH)
    if not access.unbound:
        kept &= assets_allowed(access, READ)
    found = select(asset.c.type, func.count()).where(kept).group_by(asset.c.type).order_by(asset.c.type)
    return {type_: int(count) for type_, count in tx.execute(found)}


def catalog_ids(tx: Tx, company_id: int, names: Iterable[str]) -> frozenset[str]:
    """Those of the names that are catalog ids, the trash included; walks asset_catalog_id."""
    wanted = select(asset.c.catalog_id).where(asset.c.company_id == company_id)
    found = (tx.execute(wanted.where(asset.c.catalog_id.in_(piece))).scalars() for piece in pieces(names))
    return frozenset(name for piece in found for name in piece if name is not None)


def ids_by_catalog_id(tx: Tx, company_id: int, names: Iterable[str]) -> dict[str, int]:
    """Assets by those of the names that are catalog ids; walks asset_catalog_id."""
    found: dict[str, int] = {}
    for piece in pieces(names):
        wanted = (asset.c.company_id == company_id) & asset.c.catalog_id.in_(piece)
        rows = tx.execute(select(asset.c.catalog_id, asset.c.id).where(wanted))
        found.update({str(row.catalog_id): row.id for row in rows})
    return found
