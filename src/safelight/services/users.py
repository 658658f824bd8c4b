"""Lists of users, as far as the caller administers them."""

from collections.abc import Collection, Sequence

from safelight.domain.bounds import from_one
from safelight.domain.choices import each_of, one_of
from safelight.domain.faults import InvalidParameter, MissingParameter
from safelight.domain.groups import Group
from safelight.domain.people import Caller, Company
from safelight.domain.roles import ROLES
from safelight.domain.users import NAME_FIELDS, SORT_FIELDS, ShownUser, UserFilter, UserPage
from safelight.services import authorisation, reach
from safelight.services.enrolment import GRANTS
from safelight.store import users as rows
from safelight.store.database import Tx

NO_FIELD = "None"
MOST_CHARS = 255


def everybody(tx: Tx, caller: Caller, *, invalid: bool, now_ms: int) -> list[ShownUser]:
    """All users by age; for who is no IpsAdmin, those of the companies it administers, active or not (assumed)."""
    scope = reach.of_administrator(tx, caller, GRANTS, now_ms)
    return rows.shown(tx, UserFilter(scope, invalid=invalid, inactive=True), UserPage())


def filter_for(
    tx: Tx,
    caller: Caller,
    *,
    chosen: Sequence[Company],
    groups: Sequence[Group],
    roles: Collection[str] | None,
    invalid: bool | None,
    inactive: bool | None,
    operation: str,
    now_ms: int,
) -> UserFilter:
    """What getUsers and getUserChars ask for.

    chosen:            companies; none means all that the caller administers, and for an IpsAdmin everybody
    groups:            none means in any or in none
    invalid, inactive: None means without them (assumed)
    raises:            OperationNotPermitted for a company that the caller does not administer; InvalidParameter
    """
    for company in chosen:
        authorisation.check(tx, caller, GRANTS, company_id=company.id, operation=operation, now_ms=now_ms)
    own = frozenset(company.id for company in chosen)
    return UserFilter(
        company_ids=own if chosen else reach.of_administrator(tx, caller, GRANTS, now_ms),
        group_ids=frozenset(group.id for group in groups) if groups else None,
        roles=each_of("userRoleArray", roles, ROLES),
        invalid=bool(invalid),
        inactive=bool(inactive),
    )


def listed(
    tx: Tx,
    wanted: UserFilter,
    *,
    char_field: str | None,
    char_filter: str | None,
    sort_by: str | None,
    records_per_page: int | None,
    results_page: int | None,
) -> list[ShownUser]:
    """Users of one page, all of them where no size is given; by age where no order is (assumed).

    char_filter:      what the field must begin with, whatever its case; empty for no wish
    records_per_page: from 1; results_page: from 1
    raises:           InvalidParameter, MissingParameter
    """
    size = None if records_per_page is None else from_one("recordsPerPage", records_per_page, 1)
    number = from_one("resultsPage", results_page, 1)
    page = UserPage(
        sort_by=one_of("sortBy", sort_by, SORT_FIELDS, NO_FIELD),
        offset=(size or 0) * (number - 1),
        limit=0 if size is None and number > 1 else size,
        beginnings=_beginnings(tx, wanted, char_field, char_filter or ""),
    )
    return rows.shown(tx, wanted, page)


def characters(tx: Tx, wanted: UserFilter, char_field: str, length: int | None) -> list[str]:
    """The beginnings of a name field that there are, in lower case, in order; empty names have none.

    length: characters, 1 to 255; None means 1
    source: IPS API reference, getUserChars, whose sample is in lower case
    """
    field = one_of("charField", char_field, NAME_FIELDS, "")
    count = from_one("numChars", length, 1)
    if count > MOST_CHARS:
        raise InvalidParameter("numChars", length, f"1 to {MOST_CHARS}")
    return sorted({text.lower() for text in rows.beginnings(tx, wanted, field, count)} - {""})


def _beginnings(tx: Tx, wanted: UserFilter, char_field: str | None, text: str) -> tuple[str, tuple[str, ...]] | None:
    """Spellings in use are looked up first, since databases know no case but that of ASCII letters."""
    field = one_of("charFilterField", char_field, (NO_FIELD, *NAME_FIELDS), NO_FIELD)
    if not text or (char_field and field == NO_FIELD):
        return None
    if field == NO_FIELD:
        raise MissingParameter("charFilterField", "the field that charFilter is about")
    spellings = rows.beginnings(tx, wanted, field, len(text))
    return field, tuple(each for each in spellings if each.lower() == text.lower())
