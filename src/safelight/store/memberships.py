"""Memberships: what accounts are in companies."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select

from safelight.domain.people import Membership
from safelight.store import upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import account, membership


def lock_members(tx: Tx, company_id: int, account_ids: Iterable[int]) -> set[int]:
    """Those of the accounts that are members of the company, active or not; they stay so until our transaction ends.

    Walks the primary key.
    """
    own = select(membership.c.account_id).where(membership.c.company_id == company_id)
    wanted = own.order_by(membership.c.account_id).with_for_update(read=True, key_share=True)
    found = (tx.execute(wanted.where(membership.c.account_id.in_(ids))) for ids in pieces(sorted(set(account_ids))))
    return {account_id for rows in found for account_id in rows.scalars()}


def put(tx: Tx, account_id: int, entry: Membership) -> None:
    """Make an account what the entry says in its company, whatever it was there."""
    values = {"role": entry.role, "active": entry.active}
    new = upserts.insert(tx, membership).values(account_id=account_id, company_id=entry.company_id, **values)
    tx.execute(new.on_conflict_do_update(index_elements=["company_id", "account_id"], set_=values))


def remove(tx: Tx, account_id: int, company_id: int) -> None:
    gone = (membership.c.company_id == company_id) & (membership.c.account_id == account_id)
    tx.execute(delete(membership).where(gone))


def any_active(tx: Tx, company_id: int, roles: Collection[str]) -> bool:
    """Whether a valid user is an active member in one of the roles; walks the primary key."""
    wanted = (membership.c.company_id == company_id) & membership.c.active & membership.c.role.in_(roles)
    source = membership.join(account, membership.c.account_id == account.c.id)
    return tx.execute(select(account.c.id).select_from(source).where(wanted, account.c.valid)).first() is not None
