"""Which users a list holds, and in which order."""

from dataclasses import dataclass
from typing import Final

from safelight.domain.people import Account

NAME_FIELDS: Final = ("FirstName", "LastName", "Email")
SORT_FIELDS: Final = ("None", *NAME_FIELDS, "Role", "Valid", "PasswordExpiration")


@dataclass(frozen=True, slots=True)
class UserFilter:
    """All of it must hold at once.

    company_ids: members of one of these; None = everybody, members or not
    group_ids:   in one of these groups; None = in any or in none
    roles:       holders of one of these in such a company; an IpsAdmin is nothing else anywhere; none = any
    invalid:     also users who are switched off
    inactive:    also members who are active in none of the companies; an IpsAdmin always is active
    """

    company_ids: frozenset[int] | None
    group_ids: frozenset[int] | None = None
    roles: frozenset[str] = frozenset()
    invalid: bool = False
    inactive: bool = False


@dataclass(frozen=True, slots=True)
class UserPage:
    """A stretch of the list in an order; ties stand by age.

    beginnings: (a name field, spellings one of which the field begins with, all of one length); None = no wish
    limit:      users; None = all
    """

    sort_by: str = "None"
    offset: int = 0
    limit: int | None = None
    beginnings: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class ShownUser:
    """A user, and the one role of versions that know no memberships."""

    account: Account
    default_role: str
