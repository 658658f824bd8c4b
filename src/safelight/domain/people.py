"""Who calls, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safelight.domain import handles

IPS_ADMIN = "IpsAdmin"


@dataclass(frozen=True, slots=True)
class Company:
    """A tenant. `root` is its part of picture URLs and of paths: the name without blanks."""

    id: int
    name: str
    root: str
    expires_ms: int
    ims_org_id: str | None
    created_ms: int

    @property
    def handle(self) -> str:
        return handles.company_handle(self.id)

    @property
    def root_path(self) -> str:
        return self.root + "/"


@dataclass(frozen=True, slots=True)
class Account:
    """A user; IpsAdmin is a property of the user, over all companies.

    password_expires_ms: None means never
    default_role:        as given by a caller of a version that has one; it decides nothing by itself
    """

    id: int
    email: str
    first_name: str
    last_name: str
    password_hash: str = field(repr=False)
    password_expires_ms: int | None
    valid: bool
    ips_admin: bool
    created_ms: int
    default_role: str | None = None

    @property
    def handle(self) -> str:
        return handles.user_handle(self.id, self.email)


@dataclass(frozen=True, slots=True)
class Membership:
    """What an account is in one company; a role that is not active counts for nothing."""

    company_id: int
    role: str
    active: bool


@dataclass(frozen=True, slots=True)
class Caller:
    """The authenticated account of a call, with its role in each company where it is active."""

    account: Account
    roles: Mapping[int, str]

    def role_in(self, company_id: int) -> str | None:
        """The role in force there; IpsAdmin everywhere for an IpsAdmin; None for a stranger."""
        return IPS_ADMIN if self.account.ips_admin else self.roles.get(company_id)
