"""Image formats of companies."""

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from safelight.domain.presets import ImageFormat
from safelight.store import inserts
from safelight.store.database import Tx
from safelight.store.tables import image_format


def by_company(tx: Tx, company_id: int) -> list[ImageFormat]:
    """All of a company, by name; walks image_format_name."""
    wanted = select(image_format).where(image_format.c.company_id == company_id).order_by(image_format.c.name)
    return [ImageFormat(**row) for row in tx.execute(wanted).mappings()]


def by_id(tx: Tx, company_id: int, format_id: int) -> ImageFormat | None:
    """The format of an id, if it is the company's; walks the primary key."""
    wanted = (image_format.c.id == format_id) & (image_format.c.company_id == company_id)
    row = tx.execute(select(image_format).where(wanted)).mappings().one_or_none()
    return None if row is None else ImageFormat(**row)


def add(tx: Tx, company_id: int, name: str, url_modifier: str) -> ImageFormat | None:
    """The new format, or None where the company has one of that name."""
    values = {"company_id": company_id, "name": name, "url_modifier": url_modifier}
    format_id = inserts.unique(tx, image_format, values)
    return None if format_id is None else ImageFormat(format_id, company_id, name, url_modifier)


def change(tx: Tx, format_id: int, name: str, url_modifier: str) -> bool:
    """False where the company has another format of that name; then nothing changed."""
    values = {"name": name, "url_modifier": url_modifier}
    try:
        with tx.begin_nested():
            tx.execute(update(image_format).where(image_format.c.id == format_id).values(**values))
    except IntegrityError:
        return False
    return True


def remove(tx: Tx, format_id: int) -> None:
    tx.execute(delete(image_format).where(image_format.c.id == format_id))
