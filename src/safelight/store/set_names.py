"""Which asset has a name among those that picture URLs know."""

from sqlalchemy import select

from safelight.store.database import Tx
from safelight.store.tables import asset


def owner(tx: Tx, company_id: int, catalog_id: str) -> tuple[int, str, str] | None:
    """(id, type, trash state) of the asset that has a catalog id; walks asset_catalog_id."""
    columns = select(asset.c.id, asset.c.type, asset.c.trash_state)
    row = tx.execute(columns.where(asset.c.company_id == company_id, asset.c.catalog_id == catalog_id)).one_or_none()
    return None if row is None else (row.id, row.type, row.trash_state)
