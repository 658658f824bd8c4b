"""Who is in a group. Members of a group are members of its company, active or not (assumed)."""

from collections.abc import Mapping, Sequence

from safelight.domain import handles
from safelight.domain.bounds import MOST_USERS, at_most
from safelight.domain.faults import UserOutOfReach
from safelight.domain.groups import Group
from safelight.services import groups
from safelight.store import groups as rows
from safelight.store import memberships
from safelight.store.database import Tx

FieldsOfUsers = Mapping[str, str]
"""Handles of users, by the place of the request that each stands at."""


def in_array(user_handles: Sequence[str], field: str = "userHandleArray") -> FieldsOfUsers:
    """Raises InvalidParameter for too many."""
    at_most(field, user_handles, MOST_USERS)
    return {f"{field}/items[{place}]": handle for place, handle in enumerate(user_handles, start=1)}


def members(tx: Tx, group: Group) -> list[str]:
    """Handles of who is in it, by age of the user."""
    return [handles.user_handle(account_id, email) for account_id, email in rows.members(tx, group.id)]


def add(tx: Tx, group: Group, users: FieldsOfUsers) -> None:
    """Put users into a group; who is in it stays.

    raises: UserOutOfReach for who is no member of the group's company, InvalidParameter where the group is gone
    source: IPS API reference, setGroupMembers
    """
    groups.lock(tx, group)
    rows.add_members(tx, group.id, of_company(tx, group.company_id, users))


def remove(tx: Tx, group: Group, users: FieldsOfUsers) -> None:
    """Take users out of a group; who is not in it stays out (assumed). Raises as `add`."""
    groups.lock(tx, group)
    rows.remove_members(tx, group.id, of_company(tx, group.company_id, users))


def replace(tx: Tx, group: Group, users: FieldsOfUsers) -> None:
    """Have exactly these users in a group. Raises as `add`."""
    groups.lock(tx, group)
    wanted = of_company(tx, group.company_id, users)
    rows.remove_members(tx, group.id, {account_id for account_id, _ in rows.members(tx, group.id)}.difference(wanted))
    rows.add_members(tx, group.id, wanted)


def of_company(tx: Tx, company_id: int, users: FieldsOfUsers) -> list[int]:
    """Ids of users who are members of a company, and stay so until our transaction ends. Raises UserOutOfReach."""
    asked = {field: handles.user_id(field, handle) for field, handle in users.items()}
    known = memberships.lock_members(tx, company_id, asked.values())
    for field, account_id in asked.items():
        if account_id not in known:
            raise UserOutOfReach(field, users[field])
    return list(asked.values())
