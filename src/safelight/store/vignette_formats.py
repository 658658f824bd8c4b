"""Vignette publish formats of companies."""

from dataclasses import asdict, fields

from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.exc import IntegrityError

from safelight.domain.vignettes import KnownFormat, VignetteFormat
from safelight.store import inserts
from safelight.store.database import Tx
from safelight.store.tables import vignette_format


def by_company(tx: Tx, company_id: int) -> list[KnownFormat]:
    """All of a company, by name; walks vignette_format_name."""
    wanted = select(vignette_format).where(vignette_format.c.company_id == company_id).order_by(vignette_format.c.name)
    return [_known(row) for row in tx.execute(wanted).mappings()]


def locked(tx: Tx, company_id: int, format_id: int) -> KnownFormat | None:
    """The format of an id if it is the company's, locked until the transaction ends; walks the primary key."""
    this = (vignette_format.c.id == format_id) & (vignette_format.c.company_id == company_id)
    row = tx.execute(select(vignette_format).where(this).with_for_update()).mappings().one_or_none()
    return None if row is None else _known(row)


def add(tx: Tx, company_id: int, wanted: VignetteFormat) -> int | None:
    """The id of the new format, or None where the company has one of that name."""
    return inserts.unique(tx, vignette_format, {"company_id": company_id, **asdict(wanted)})


def change(tx: Tx, format_id: int, wanted: VignetteFormat) -> bool:
    """False where the company has another format of that name; then nothing changed."""
    try:
        with tx.begin_nested():
            tx.execute(update(vignette_format).where(vignette_format.c.id == format_id).values(**asdict(wanted)))
    except IntegrityError:
        return False
    return True


def remove(tx: Tx, format_id: int) -> None:
    tx.execute(delete(vignette_format).where(vignette_format.c.id == format_id))


def _known(row: RowMapping) -> KnownFormat:
    facts = {field.name: row[field.name] for field in fields(VignetteFormat)}
    return KnownFormat(row["id"], row["company_id"], VignetteFormat(**facts))
