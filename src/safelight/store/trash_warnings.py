"""Who is told that assets are about to be erased, and of which they were told."""

from sqlalchemy import func, select

from safelight.domain.assets import IN_TRASH
from safelight.domain.roles import IPS_COMPANY_ADMIN
from safelight.domain.trash import Warned
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.tables import account, asset, folder, membership, trash_warning


def told_until(tx: Tx, company_id: int) -> int:
    """Administrators were told of what was put into the trash until then, UTC ms; 0 before the first time."""
    wanted = select(trash_warning.c.until_ms).where(trash_warning.c.company_id == company_id)
    return int(tx.execute(wanted).scalar_one_or_none() or 0)


def set_told(tx: Tx, company_id: int, until_ms: int) -> None:
    new = upserts.insert(tx, trash_warning).values(company_id=company_id, until_ms=until_ms)
    tx.execute(new.on_conflict_do_update(index_elements=["company_id"], set_={"until_ms": until_ms}))


def trashed(tx: Tx, company_id: int, after_ms: int, until_ms: int, limit: int) -> Warned:
    """What was put into the trash after a moment and until another, oldest first; walks asset_by_modified."""
    here = (asset.c.company_id == company_id) & (asset.c.trash_state == IN_TRASH)
    here &= (asset.c.modified_ms > after_ms) & (asset.c.modified_ms <= until_ms)
    paths = select(folder.c.path, asset.c.name).join(folder, folder.c.id == asset.c.folder_id).where(here)
    first = tx.execute(paths.order_by(asset.c.modified_ms, asset.c.id).limit(limit))
    count = tx.execute(select(func.count()).select_from(asset).where(here)).scalar_one()
    return Warned(int(count), tuple(f"{row.path}{row.name}" for row in first))


def administrators(tx: Tx, company_id: int) -> list[tuple[int, str]]:
    """Account and email of each administrator of a company that may log in; walks the key of membership."""
    may = account.c.valid & membership.c.active & (membership.c.role == IPS_COMPANY_ADMIN)
    wanted = select(account.c.id, account.c.email).join(membership, membership.c.account_id == account.c.id)
    rows = tx.execute(wanted.where(membership.c.company_id == company_id, may).order_by(account.c.id))
    return [(row.id, row.email) for row in rows]
