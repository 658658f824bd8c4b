"""A group that may do everything in a company, for callers whose role is bound by permissions."""

from sqlalchemy import select

from safelight.domain import handles
from safelight.domain.permissions import KINDS, Permission
from safelight.services import accounts, companies, folders, permissions
from safelight.services.context import Parts
from safelight.store import groups as group_rows
from safelight.store import tables

GROUP = "Everything"


def let(parts: Parts, email: str, company_handle: str) -> None:
    """Put a user into the group, which is made where it is missing, and allowed all in the root."""
    company_id = handles.company_id("companyHandle", company_handle)
    with parts.database.write() as tx:
        account, company = accounts.by_email(tx, email), companies.in_force(tx, company_id, 0)
        assert account is not None
        assert company is not None
        group = group_rows.by_name(tx, company_id, GROUP) or group_rows.add(tx, company_id, GROUP, system_defined=False)
        assert group is not None
        group_rows.add_members(tx, group.id, [account.id])
        root = folders.root(tx, company)
        own = select(tables.folder.c.own_permission_set_id).where(tables.folder.c.id == root.id)
        if tx.execute(own).scalar_one() is None:
            granted = [Permission(group.id, kind, allowed=True, override=False) for kind in KINDS]
            permissions.set_folder(tx, root, granted, children=False)
