"""Which companies want to be told how little room the disk has, and which were."""

from sqlalchemy import delete, exists, select

from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import company_setting, disk_warning


def forget(tx: Tx, free_kb: int) -> None:
    """Those for whom there is room again may be told anew."""
    short = exists().where(
        company_setting.c.company_id == disk_warning.c.company_id,
        company_setting.c.disk_space_warning_min_kb > free_kb,
    )
    tx.execute(delete(disk_warning).where(~short))


def short(tx: Tx, free_kb: int) -> list[int]:
    """Companies that want more room than there is and were not told, by id; one row of settings for each is read."""
    told = exists().where(disk_warning.c.company_id == company_setting.c.company_id)
    wanted = (company_setting.c.disk_space_warning_min_kb > free_kb) & ~told
    return list(tx.execute(select(company_setting.c.company_id).where(wanted).order_by("company_id")).scalars())


def note(tx: Tx, company_id: int, now_ms: int) -> bool:
    """Note that a company is told; False where somebody else has just done so."""
    new = upserts.insert(tx, disk_warning).values(company_id=company_id, told_ms=now_ms)
    noted = new.on_conflict_do_nothing().returning(disk_warning.c.company_id)
    return tx.execute(noted).first() is not None
