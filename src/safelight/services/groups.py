"""Groups: what a company has, who may make, change and delete them, and in which a user is."""

import re
from collections.abc import Collection

from safelight.domain import handles
from safelight.domain.faults import ForeignCompany, InvalidParameter, NameTaken, ValueNotPermitted
from safelight.domain.groups import Group
from safelight.domain.people import Caller, Company
from safelight.store import groups as rows
from safelight.store import permissions as permission_rows
from safelight.store.database import Tx

_NAME_MAX = 255
_UNFIT = re.compile(r"[\x00-\x1f\x7f]")


def groups_of(tx: Tx, company_id: int, account_id: int) -> frozenset[int]:
    """Ids of the groups in one company that count for a user; none for who is no active member of it."""
    return rows.ids_of_active(tx, company_id, account_id)


def by_handle(tx: Tx, company: Company, handle: str, field: str = "groupHandle") -> Group:
    """raises: ForeignCompany for a group of another company, InvalidParameter for a handle that names none"""
    found = anywhere(tx, handle, field)
    if found.company_id != company.id:
        raise ForeignCompany(field, handle)
    return found


def anywhere(tx: Tx, handle: str, field: str) -> Group:
    """The group of a handle in whichever company. Raises InvalidParameter for a handle that names none."""
    found = rows.by_id(tx, handles.group_id(field, handle))
    if found is None:
        raise InvalidParameter(field, handle, "the handle of a group that is there")
    return found


def listed(tx: Tx, company: Company) -> list[Group]:
    """All of a company, by name."""
    return rows.by_company(tx, company.id)


def of_account(tx: Tx, account_id: int, company_ids: Collection[int] | None) -> list[Group]:
    """Groups that a user is in, in some companies or, for None, in any; by company and name."""
    return rows.of_account(tx, account_id, company_ids)


def save(tx: Tx, caller: Caller, company: Company, known: Group | None, name: str, *, system_defined: bool) -> Group:
    """Change a group, or for None make one; one of the same name that is there is saved in place of a new one.

    raises: InvalidParameter for an unfit name, NameTaken where another group has it, ValueNotPermitted for a group of
            the system by anybody but an IpsAdmin
    source: IPS API reference, saveGroup
    """
    fit = _fit(name)
    group = known or rows.by_name(tx, company.id, fit)
    _refuse_system(caller, system_defined or (group is not None and group.system_defined))
    if group is None:
        made = rows.add(tx, company.id, fit, system_defined=system_defined)
        return made or save(tx, caller, company, None, name, system_defined=system_defined)
    lock(tx, group)
    if not rows.change(tx, group.id, fit, system_defined=system_defined):
        raise NameTaken("name", fit, "group")
    return Group(group.id, company.id, fit, system_defined)


def delete(tx: Tx, caller: Caller, group: Group) -> None:
    """Erase a group and what it was permitted; its members stay what they are. Raises ValueNotPermitted as `save`."""
    _refuse_system(caller, group.system_defined)
    lock(tx, group)
    permission_rows.forget_group(tx, group.id)
    rows.remove(tx, group.id)


def lock(tx: Tx, group: Group) -> None:
    """Let nobody else change or delete the group until our transaction ends. Raises InvalidParameter if it is gone."""
    if not rows.lock(tx, [group.id]):
        raise InvalidParameter("groupHandle", group.handle, "the handle of a group that is there")


def _refuse_system(caller: Caller, system_defined: bool) -> None:
    """Assumed: the reference only says that there are groups of the system."""
    if system_defined and not caller.account.ips_admin:
        raise ValueNotPermitted("isSystemDefined", "true", "groups that are not of the system")


def _fit(name: str) -> str:
    text = name.strip()
    if not text or len(text) > _NAME_MAX or _UNFIT.search(text):
        raise InvalidParameter("name", name, f"1 to {_NAME_MAX} characters, none of them a control character")
    return text
