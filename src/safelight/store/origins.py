"""How the members of each company reach this server."""

from sqlalchemy import select

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import company_origin


def put(tx: Tx, company_id: int, base_url: str) -> None:
    new = upserts.insert(tx, company_origin).values(company_id=company_id, base_url=base_url)
    tx.execute(new.on_conflict_do_update(index_elements=["company_id"], set_={"base_url": base_url}))


def of(tx: Tx, company_id: int) -> str | None:
    """Walks the primary key."""
    wanted = select(company_origin.c.base_url).where(company_origin.c.company_id == company_id)
    return tx.execute(wanted).scalar_one_or_none()
