"""Lists of users. Accounts are few beside assets: what is not narrowed by a company reads them all."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, literal, not_, or_, select, true

from safelight.domain.people import IPS_ADMIN, Membership
from safelight.domain.roles import IPS_USER
from safelight.domain.users import ShownUser, UserFilter, UserPage
from safelight.store.accounts import COLUMNS, account_of
from safelight.store.database import Tx
from safelight.store.selections import within
from safelight.store.tables import account, group_member, membership, user_group

_NAMES: dict[str, ColumnElement[Any]] = {
    "FirstName": account.c.first_name,
    "LastName": account.c.last_name,
    "Email": account.c.email,
}


def default_role() -> ColumnElement[str]:
    """The one role of versions that know no memberships, of the account in hand.

    IpsAdmin, else the role given, else that of a membership (assumed: active ones first, then by company), else
    IpsUser.
    """
    of = membership.c
    held = select(of.role).where(of.account_id == account.c.id).order_by(of.active.desc(), of.company_id).limit(1)
    known = func.coalesce(account.c.default_role, held.correlate(account).scalar_subquery(), IPS_USER)
    return case((account.c.ips_admin, literal(IPS_ADMIN)), else_=known)


def default_role_of(tx: Tx, account_id: int) -> str:
    """Walks the primary key."""
    return str(tx.execute(select(default_role()).where(account.c.id == account_id)).scalar_one())


def members(tx: Tx, company_id: int, *, invalid: bool, inactive: bool) -> list[tuple[ShownUser, Membership]]:
    """Who is in a company, by last and first name; walks the primary key of membership.

    invalid, inactive: also users who are switched off, also those whose membership is
    """
    columns = (default_role().label("shown_role"), membership.c.role, membership.c.active)
    query = select(*COLUMNS, *columns).join(membership, membership.c.account_id == account.c.id)
    query = query.where(membership.c.company_id == company_id)
    query = query if invalid else query.where(account.c.valid)
    query = query if inactive else query.where(membership.c.active)
    order = [*_order("LastName")[:-1], *_order("FirstName")]
    return [
        (ShownUser(account_of(row), row["shown_role"]), Membership(company_id, row["role"], row["active"]))
        for row in tx.execute(query.order_by(*order)).mappings()
    ]


def shown(tx: Tx, wanted: UserFilter, page: UserPage) -> list[ShownUser]:
    """One page, in its order; companies walk the primary key of membership."""
    query = select(*COLUMNS, default_role().label("shown_role")).where(_in(wanted), _begins(page))
    rows = tx.execute(query.order_by(*_order(page.sort_by)).offset(page.offset).limit(page.limit)).mappings()
    return [ShownUser(account_of(row), row["shown_role"]) for row in rows]


def beginnings(tx: Tx, wanted: UserFilter, field: str, length: int) -> list[str]:
    """The first characters of a name field that there are, as they are spelled, each once."""
    first = func.substr(_NAMES[field], 1, length)
    return list(tx.execute(select(first).where(_in(wanted)).distinct()).scalars())


def _begins(page: UserPage) -> ColumnElement[bool]:
    if page.beginnings is None:
        return true()
    field, spellings = page.beginnings
    return func.substr(_NAMES[field], 1, len(spellings[0])).in_(spellings) if spellings else false()


def _in(wanted: UserFilter) -> ColumnElement[bool]:
    valid = true() if wanted.invalid else account.c.valid
    return and_(valid, or_(_admins(wanted), _others(wanted)), _grouped(wanted))


def _admins(wanted: UserFilter) -> ColumnElement[bool]:
    if wanted.roles and IPS_ADMIN not in wanted.roles:
        return false()
    anywhere = wanted.company_ids is None
    return and_(account.c.ips_admin, true() if anywhere else exists(_memberships(wanted)))


def _others(wanted: UserFilter) -> ColumnElement[bool]:
    query = _memberships(wanted)
    if not wanted.inactive:
        query = query.where(membership.c.active)
    if wanted.roles:
        query = query.where(membership.c.role.in_(wanted.roles))
    all_of_them = wanted.company_ids is None and wanted.inactive and not wanted.roles
    return and_(not_(account.c.ips_admin), true() if all_of_them else exists(query))


def _memberships(wanted: UserFilter) -> Select[Any]:
    own = membership.c.account_id == account.c.id
    companies = within(membership.c.company_id, wanted.company_ids)
    return select(literal(1)).select_from(membership).where(own, companies).correlate(account)


def _grouped(wanted: UserFilter) -> ColumnElement[bool]:
    """In one of the groups, and where inactive ones are not wanted, active in its company (an IpsAdmin always is)."""
    if wanted.group_ids is None:
        return true()
    query = select(literal(1)).select_from(group_member.join(user_group)).correlate(account)
    query = query.where(group_member.c.account_id == account.c.id, group_member.c.group_id.in_(wanted.group_ids))
    if not wanted.inactive:
        active = (membership.c.company_id == user_group.c.company_id) & membership.c.active
        active &= membership.c.account_id == account.c.id
        query = query.where(
            or_(account.c.ips_admin, exists(select(literal(1)).where(active).correlate(user_group, account)))
        )
    return exists(query)


def _order(sort_by: str) -> list[ColumnElement[Any]]:
    """Names without regard to the case of ASCII letters; valid users first; a password that never ends last."""
    expires = account.c.password_expires_ms
    keys: dict[str, list[ColumnElement[Any]]] = {
        "None": [],
        **{field: [func.lower(column), column] for field, column in _NAMES.items()},
        "Role": [default_role()],
        "Valid": [account.c.valid.desc()],
        "PasswordExpiration": [case((expires.is_(None), 1), else_=0), expires],
    }
    return [*keys[sort_by], account.c.id]
