"""Groups of companies, and who is in them."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from safelight.domain.groups import Group
from safelight.store import inserts, upserts
from safelight.store.database import Tx
from safelight.store.pieces import pieces
from safelight.store.tables import account, group_member, membership, user_group


def by_id(tx: Tx, group_id: int) -> Group | None:
    """Walks the primary key."""
    return next(iter(_groups(tx, select(user_group).where(user_group.c.id == group_id))), None)


def by_name(tx: Tx, company_id: int, name: str) -> Group | None:
    """The group of exactly this name; walks user_group_name."""
    wanted = (user_group.c.company_id == company_id) & (user_group.c.name == name)
    return next(iter(_groups(tx, select(user_group).where(wanted))), None)


def by_company(tx: Tx, company_id: int) -> list[Group]:
    """All of a company, by name; walks user_group_name."""
    return _groups(tx, select(user_group).where(user_group.c.company_id == company_id).order_by(user_group.c.name))


def of_account(tx: Tx, account_id: int, company_ids: Collection[int] | None) -> list[Group]:
    """Groups of an account in some companies, in any for None, by company and name; walks group_member_by_account."""
    wanted = select(user_group).join(group_member, group_member.c.group_id == user_group.c.id)
    wanted = wanted.where(group_member.c.account_id == account_id)
    if company_ids is not None:
        wanted = wanted.where(user_group.c.company_id.in_(company_ids))
    return _groups(tx, wanted.order_by(user_group.c.company_id, user_group.c.name))


def ids_of_active(tx: Tx, company_id: int, account_id: int) -> frozenset[int]:
    """Ids of the groups in one company of an account that is an active member of it; walks group_member_by_account."""
    member = (membership.c.company_id == company_id) & (membership.c.account_id == account_id) & membership.c.active
    wanted = select(user_group.c.id).join(group_member, group_member.c.group_id == user_group.c.id)
    wanted = wanted.where(group_member.c.account_id == account_id, user_group.c.company_id == company_id)
    return frozenset(tx.execute(wanted.where(exists().where(member))).scalars())


def lock(tx: Tx, group_ids: Iterable[int]) -> set[int]:
    """Those of the groups that there are; nobody else changes or deletes them until our transaction ends."""
    wanted = select(user_group.c.id).order_by(user_group.c.id).with_for_update()
    found = (tx.execute(wanted.where(user_group.c.id.in_(ids))) for ids in pieces(sorted(set(group_ids))))
    return {group_id for rows in found for group_id in rows.scalars()}


def add(tx: Tx, company_id: int, name: str, *, system_defined: bool) -> Group | None:
    """The new group, or None where the company has one of that name."""
    values = {"company_id": company_id, "name": name, "system_defined": system_defined}
    group_id = inserts.unique(tx, user_group, values)
    return None if group_id is None else Group(group_id, company_id, name, system_defined)


def change(tx: Tx, group_id: int, name: str, *, system_defined: bool) -> bool:
    """False where the company has another group of that name; then nothing changed."""
    values = {"name": name, "system_defined": system_defined}
    try:
        with tx.begin_nested():
            tx.execute(update(user_group).where(user_group.c.id == group_id).values(**values))
    except IntegrityError:
        return False
    return True


def remove(tx: Tx, group_id: int) -> None:
    """Erase a group and who is in it."""
    tx.execute(delete(group_member).where(group_member.c.group_id == group_id))
    tx.execute(delete(user_group).where(user_group.c.id == group_id))


def members(tx: Tx, group_id: int) -> list[tuple[int, str]]:
    """(id, email) of each member, by id; walks the primary key."""
    wanted = select(account.c.id, account.c.email).join(group_member, group_member.c.account_id == account.c.id)
    rows = tx.execute(wanted.where(group_member.c.group_id == group_id).order_by(account.c.id))
    return [(row.id, row.email) for row in rows]


def add_members(tx: Tx, group_id: int, account_ids: Iterable[int]) -> None:
    """Who is in it already stays."""
    for ids in pieces(dict.fromkeys(account_ids)):
        new = upserts.insert(tx, group_member).on_conflict_do_nothing()
        tx.execute(new, [{"group_id": group_id, "account_id": account_id} for account_id in ids])


def remove_members(tx: Tx, group_id: int, account_ids: Iterable[int]) -> None:
    """Who is not in it stays out; walks the primary key."""
    for ids in pieces(dict.fromkeys(account_ids)):
        gone = (group_member.c.group_id == group_id) & group_member.c.account_id.in_(ids)
        tx.execute(delete(group_member).where(gone))


def remove_from_company(tx: Tx, company_id: int, account_id: int) -> None:
    """Take an account out of every group of a company; walks group_member_by_account."""
    own = select(user_group.c.id).where(user_group.c.company_id == company_id)
    gone = (group_member.c.account_id == account_id) & group_member.c.group_id.in_(own)
    tx.execute(delete(group_member).where(gone))


def _groups(tx: Tx, wanted: Select[Any]) -> list[Group]:
    return [Group(**row) for row in tx.execute(wanted).mappings()]
