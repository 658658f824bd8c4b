"""In which groups one user is, over all companies."""

from collections.abc import Iterable, Sequence
from typing import Final

from safelight.domain import roles
from safelight.domain.bounds import MOST_GROUPS, at_most
from safelight.domain.faults import ForeignCompany, UserOutOfReach
from safelight.domain.groups import Group
from safelight.domain.people import IPS_ADMIN, Account, Caller, Company
from safelight.services import accounts, authorisation, group_members, groups, reach
from safelight.store.database import Tx

ADMINS: Final = frozenset({IPS_ADMIN, roles.IPS_COMPANY_ADMIN, roles.IMAGE_PORTAL_ADMIN})
"""Who may say who is in a group, in the company of the group. Source: IPS API reference, addGroupMembership."""


def named(tx: Tx, caller: Caller, group_handles: Sequence[str], operation: str, now_ms: int) -> list[Group]:
    """Groups by handle, each once, if the caller administers the company of each; by id, the order of their locks.

    raises: InvalidParameter for too many, or a handle that names none; UnknownCompany, ForeignCompany,
            OperationNotPermitted
    """
    at_most("groupHandleArray", group_handles, MOST_GROUPS)
    found: dict[int, Group] = {}
    for place, handle in enumerate(group_handles, start=1):
        group = groups.anywhere(tx, handle, f"groupHandleArray/items[{place}]")
        authorisation.check(tx, caller, ADMINS, company_id=group.company_id, operation=operation, now_ms=now_ms)
        found[group.id] = group
    return _in_order(found.values())


def enter(tx: Tx, account: Account, chosen: Iterable[Group]) -> None:
    """Put a user into several groups. Raises as `group_members.add`."""
    for group in _in_order(chosen):
        group_members.add(tx, group, {"userHandle": account.handle})


def leave(tx: Tx, account: Account, chosen: Iterable[Group]) -> None:
    """Take a user out of several groups. Raises as `group_members.add`."""
    for group in _in_order(chosen):
        group_members.remove(tx, group, {"userHandle": account.handle})


def choose(
    tx: Tx, caller: Caller, account: Account, chosen: Sequence[Group], company: Company | None, now_ms: int
) -> None:
    """Have a user in exactly these groups of a company.

    company: None for every company the caller administers (assumed)
    raises:  ForeignCompany for a group of another company; and as `group_members.add`
    """
    if company is not None:
        _refuse_foreign(tx, account, chosen, company)
    scope = reach.of_administrator(tx, caller, ADMINS, now_ms) if company is None else frozenset({company.id})
    kept = {group.id for group in chosen}
    leave(tx, account, [group for group in groups.of_account(tx, account.id, scope) if group.id not in kept])
    enter(tx, account, chosen)


def seen(tx: Tx, caller: Caller, user_handle: str | None, company: Company | None, now_ms: int) -> list[Group]:
    """Groups a user is in, by company and name: the caller's own, or another's where the caller administers (assumed).

    company: None for all that the caller is in
    raises:  UnknownUserHandle for who is out of sight, UserOutOfReach for another by who administers nothing there
    """
    account = accounts.visible(tx, caller, user_handle, None)
    own = account.id == caller.account.id
    scope = reach.of_member(tx, caller, now_ms) if own else reach.of_administrator(tx, caller, ADMINS, now_ms)
    if company is not None:
        scope = frozenset({company.id}) if scope is None else scope & {company.id}
    if not own and scope is not None and not scope:
        raise UserOutOfReach("userHandle", user_handle)
    return groups.of_account(tx, account.id, scope)


def _refuse_foreign(tx: Tx, account: Account, chosen: Iterable[Group], company: Company) -> None:
    group_members.of_company(tx, company.id, {"userHandle": account.handle})
    for group in chosen:
        if group.company_id != company.id:
            raise ForeignCompany("groupHandleArray", group.handle)


def _in_order(chosen: Iterable[Group]) -> list[Group]:
    return sorted(chosen, key=lambda group: group.id)
