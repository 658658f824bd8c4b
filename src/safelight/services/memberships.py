"""What users are in companies: who may say so, and that no company is left without an administrator."""

from collections.abc import Iterable, Sequence

from safelight.domain import handles
from safelight.domain.faults import LastAdministrator
from safelight.domain.people import IPS_ADMIN, Account, Caller, Company, Membership
from safelight.domain.roles import IPS_COMPANY_ADMIN
from safelight.domain.users import ShownUser
from safelight.services import accounts, enrolment, reach
from safelight.services.enrolment import GRANTS
from safelight.store import companies as company_rows
from safelight.store import groups, users
from safelight.store import memberships as rows
from safelight.store.database import Tx


def add(tx: Tx, caller: Caller, account: Account, entries: Sequence[Membership], operation: str) -> None:
    """Make a user a member of companies; of those it is in, it gets the new role (assumed), in others it stays.

    raises: InvalidParameter for a role that is none or a company named twice; OperationNotPermitted, ValueNotPermitted
            for what is beyond the caller, now and before; LastAdministrator for who is no IpsAdmin
    """
    wanted = enrolment.fitting(entries, ips_admin=account.ips_admin)
    company_rows.lock(tx, [entry.company_id for entry in wanted])
    known = {entry.company_id: entry for entry in accounts.memberships(tx, account)}
    for entry in wanted:
        for each in (entry, known.get(entry.company_id, entry)):
            enrolment.refuse_ungrantable(caller, operation, each)
        rows.put(tx, account.id, entry)
    refuse_orphaned(tx, caller, [entry.company_id for entry in wanted])


def replace(
    tx: Tx, caller: Caller, account: Account, entries: Sequence[Membership], operation: str, now_ms: int
) -> None:
    """Have a user in exactly these companies, of those that the caller administers (assumed). Raises as `add`."""
    scope = reach.of_administrator(tx, caller, GRANTS, now_ms)
    kept = {entry.company_id for entry in entries}
    held = {entry.company_id for entry in accounts.memberships(tx, account)}
    gone = held - kept if scope is None else (held - kept) & scope
    company_rows.lock(tx, kept | gone)
    remove(tx, caller, account, gone, operation)
    add(tx, caller, account, entries, operation)


def remove(tx: Tx, caller: Caller, account: Account, company_ids: Iterable[int], operation: str) -> None:
    """Take a user out of companies and of their groups; who is not in one stays out (assumed). Raises as `add`."""
    chosen = sorted(set(company_ids))
    company_rows.lock(tx, chosen)
    known = {entry.company_id: entry for entry in accounts.memberships(tx, account)}
    for company_id in chosen:
        if company_id in known:
            enrolment.refuse_ungrantable(caller, operation, known[company_id])
            rows.remove(tx, account.id, company_id)
            groups.remove_from_company(tx, company_id, account.id)
    refuse_orphaned(tx, caller, [company_id for company_id in chosen if company_id in known])


def plain(tx: Tx, account: Account, companies: Iterable[Company]) -> list[Membership]:
    """Memberships of versions that name companies alone: in the role there, else the one role of the user, active."""
    held = {entry.company_id: entry.role for entry in accounts.memberships(tx, account)}
    default = accounts.default_role(tx, account)
    role = IPS_COMPANY_ADMIN if default == IPS_ADMIN else default
    return [Membership(company.id, held.get(company.id, role), active=True) for company in companies]


def seen(tx: Tx, caller: Caller, account: Account, now_ms: int) -> list[tuple[Company, Membership]]:
    """Memberships of a user in companies in force, by company; of another than the caller where it is too (assumed)."""
    scope = None if account.id == caller.account.id else reach.of_member(tx, caller, now_ms)
    found = []
    for entry in accounts.memberships(tx, account):
        company = company_rows.by_id(tx, entry.company_id)
        if company is not None and company.expires_ms > now_ms and (scope is None or company.id in scope):
            found.append((company, entry))
    return found


def of_company(tx: Tx, company: Company, *, invalid: bool, inactive: bool) -> list[tuple[ShownUser, Membership]]:
    """Who is in a company, by last and first name; on demand also who is switched off, and whose membership is."""
    return users.members(tx, company.id, invalid=invalid, inactive=inactive)


def refuse_orphaned(tx: Tx, caller: Caller, company_ids: Iterable[int]) -> None:
    """Raises LastAdministrator where one of these companies has no valid, active administrator now; assumed.

    An IpsAdmin, who can make another, is let through.
    """
    if caller.account.ips_admin:
        return
    for company_id in company_ids:
        if not rows.any_active(tx, company_id, GRANTS):
            raise LastAdministrator(f"company {handles.company_handle(company_id)}")
