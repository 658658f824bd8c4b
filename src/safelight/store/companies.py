"""Companies, and what each has from its birth: a root folder, publish contexts, settings."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, insert, select, update

from safelight.domain.company_settings import CompanySettings
from safelight.domain.people import Company
from safelight.store import inserts
from safelight.store.database import Tx
from safelight.store.tables import company, company_setting, folder, publish_context


def by_id(tx: Tx, company_id: int) -> Company | None:
    """The company of an id, in force or not; walks the primary key."""
    row = tx.execute(_BY_ID, {"of": company_id}).mappings().one_or_none()
    return None if row is None else Company(**row)


def by_name(tx: Tx, name: str) -> Company | None:
    """The company of an exact name; walks the unique key of `name`."""
    row = tx.execute(select(company).where(company.c.name == name)).mappings().one_or_none()
    return None if row is None else Company(**row)


def by_root(tx: Tx, root: str) -> Company | None:
    """The company whose pictures stand below `root`; walks the unique key of `root`."""
    row = tx.execute(select(company).where(company.c.root == root)).mappings().one_or_none()
    return None if row is None else Company(**row)


def by_ims_org_id(tx: Tx, ims_org_id: str) -> Company | None:
    """The company of an organisation; scans the companies, a small table."""
    row = tx.execute(select(company).where(company.c.ims_org_id == ims_org_id)).mappings().one_or_none()
    return None if row is None else Company(**row)


def every(tx: Tx) -> list[Company]:
    """All companies, in force or not, by name; scans a small table."""
    return [Company(**row) for row in tx.execute(select(company).order_by(company.c.name)).mappings()]


def lock(tx: Tx, company_ids: Iterable[int]) -> None:
    """Let no other transaction change who is in these companies until ours ends; SQLite lets nobody write anyway."""
    wanted = select(company.c.id).where(company.c.id.in_(list(company_ids))).order_by(company.c.id)
    tx.execute(wanted.with_for_update(key_share=True))


def insert_company(
    tx: Tx, name: str, root: str, expires_ms: int, ims_org_id: str | None, now_ms: int, wanted_id: int | None = None
) -> Company | None:
    """The new company, or None where its name, its root or the id it must have is taken."""
    values = {"name": name, "root": root, "expires_ms": expires_ms, "ims_org_id": ims_org_id, "created_ms": now_ms}
    company_id = inserts.unique(tx, company, values if wanted_id is None else {**values, "id": wanted_id})
    return None if company_id is None else Company(company_id, name, root, expires_ms, ims_org_id, now_ms)


def insert_root_folder(tx: Tx, company_id: int, root: str, now_ms: int) -> None:
    values = {"company_id": company_id, "parent_id": None, "name": root, "path": root + "/"}
    tx.execute(insert(folder).values(**values, modified_ms=now_ms, child_modified_ms=now_ms))


def insert_contexts(tx: Tx, company_id: int, types: Iterable[str]) -> None:
    """One publish context a type, named like it."""
    rows = [{"company_id": company_id, "type": type_, "name": type_} for type_ in types]
    tx.execute(insert(publish_context), rows)


def insert_settings(tx: Tx, company_id: int, values: Mapping[str, object]) -> None:
    tx.execute(insert(company_setting).values(company_id=company_id, **values))


def settings(tx: Tx, company_id: int) -> CompanySettings:
    """Walks the primary key; every company has its row from birth."""
    return CompanySettings(**tx.execute(_SETTINGS, {"of": company_id}).mappings().one())


def change_settings(tx: Tx, company_id: int, values: Mapping[str, object]) -> None:
    tx.execute(update(company_setting).where(company_setting.c.company_id == company_id).values(**values))


_SETTINGS = select(*(column for column in company_setting.c if column.name != "company_id")).where(
    company_setting.c.company_id == bindparam("of")
)
"""Made once: to make a statement takes longer than to carry it out; this one is for every file, the next for every
call."""
_BY_ID = select(company).where(company.c.id == bindparam("of"))
