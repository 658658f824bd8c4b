"""Which companies a caller may look into, or administer, where a call names none."""

from collections.abc import Collection

from safelight.domain.people import Caller
from safelight.services import companies
from safelight.store.database import Tx


def of_member(tx: Tx, caller: Caller, now_ms: int) -> frozenset[int] | None:
    """Companies of the caller whose time is not over; None for all there are."""
    if caller.account.ips_admin:
        return None
    return frozenset(each for each in caller.roles if companies.in_force(tx, each, now_ms) is not None)


def of_administrator(tx: Tx, caller: Caller, roles: Collection[str], now_ms: int) -> frozenset[int] | None:
    """Those of `of_member` in which the caller has one of the roles; None for all there are."""
    known = of_member(tx, caller, now_ms)
    return None if known is None else frozenset(each for each in known if caller.roles[each] in roles)
