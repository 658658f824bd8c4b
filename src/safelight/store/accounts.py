"""Accounts and their memberships."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, RowMapping, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from safelight.domain.people import Account, Membership
from safelight.store import inserts
from safelight.store.database import Tx
from safelight.store.tables import account, membership

COLUMNS = [column for column in account.c if column.name != "email_key"]
"""Those an `Account` is made of."""


def by_id(tx: Tx, account_id: int) -> Account | None:
    """Walks the primary key."""
    return _one(tx, account.c.id == account_id)


def by_email_key(tx: Tx, email_key: str) -> Account | None:
    """Walks the unique key of `email_key`."""
    return _found(tx.execute(_BY_EMAIL_KEY, {"key": email_key}))


def with_memberships(tx: Tx, email_key: str) -> tuple[Account, Sequence[Membership]] | None:
    """An account and all its memberships; walks the unique key of `email_key`, then membership_by_account."""
    rows = tx.execute(_WITH_MEMBERSHIPS, {"key": email_key}).mappings().all()
    if not rows:
        return None
    held = [Membership(row["company_id"], row["role"], row["active"]) for row in rows if row["company_id"] is not None]
    return account_of(rows[0]), held


def insert_account(tx: Tx, values: Mapping[str, object]) -> int | None:
    """The id of the new row, or None where its `email_key` is taken."""
    return inserts.unique(tx, account, values)


def insert_membership(tx: Tx, account_id: int, entry: Membership) -> None:
    values = {"company_id": entry.company_id, "role": entry.role, "active": entry.active}
    tx.execute(insert(membership).values(account_id=account_id, **values))


def memberships(tx: Tx, account_id: int) -> Sequence[Membership]:
    """Every membership of an account, active or not, by company; walks membership_by_account."""
    return [Membership(**row) for row in tx.execute(_MEMBERSHIPS, {"of": account_id}).mappings()]


def set_password(tx: Tx, account_id: int, password_hash: str, expires_ms: int | None) -> None:
    values = {"password_hash": password_hash, "password_expires_ms": expires_ms}
    tx.execute(update(account).where(account.c.id == account_id).values(**values))


def change(tx: Tx, account_id: int, values: Mapping[str, object]) -> bool:
    """False where another account has the new `email_key`; then nothing changed."""
    try:
        with tx.begin_nested():
            tx.execute(update(account).where(account.c.id == account_id).values(**values))
    except IntegrityError:
        return False
    return True


def lock_ips_admins(tx: Tx) -> set[int]:
    """Ids of the valid IpsAdmins; nobody else changes one until our transaction ends."""
    wanted = select(account.c.id).where(account.c.ips_admin, account.c.valid).order_by(account.c.id)
    return set(tx.execute(wanted.with_for_update(key_share=True)).scalars())


def account_of(row: RowMapping) -> Account:
    """The account of a row that holds at least `COLUMNS`."""
    return Account(**{column.name: row[column.name] for column in COLUMNS})


def _one(tx: Tx, wanted: ColumnElement[bool]) -> Account | None:
    return _found(tx.execute(select(*COLUMNS).where(wanted)))


def _found(result: CursorResult[Any]) -> Account | None:
    row = result.mappings().one_or_none()
    return None if row is None else account_of(row)


_BY_EMAIL_KEY = select(*COLUMNS).where(account.c.email_key == bindparam("key"))
"""Made once, as the next: to make a statement takes longer than to carry it out, and these are for every file."""
_MEMBERSHIPS = (
    select(membership.c.company_id, membership.c.role, membership.c.active)
    .where(membership.c.account_id == bindparam("of"))
    .order_by(membership.c.company_id)
)
_WITH_MEMBERSHIPS = (
    select(membership.c.company_id, membership.c.role, membership.c.active, *COLUMNS)
    .select_from(account.outerjoin(membership, membership.c.account_id == account.c.id))
    .where(account.c.email_key == bindparam("key"))
    .order_by(membership.c.company_id)
)
