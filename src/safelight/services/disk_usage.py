"""How much each company keeps, and when it last changed.

Added up by asset: a file that two assets share counts for both (assumed), and the trash counts until it is erased
(assumed).
"""

from collections.abc import Sequence

from safelight.domain.disk_usage import Kept
from safelight.domain.people import Caller, Company
from safelight.services import companies, reach
from safelight.services.enrolment import GRANTS
from safelight.store import disk_usage as rows
from safelight.store.database import Tx


def of_companies(tx: Tx, chosen: Sequence[Company]) -> list[tuple[Company, Kept]]:
    return [(company, rows.kept(tx, company.id)) for company in chosen]


def administered(tx: Tx, caller: Caller, now_ms: int) -> list[Company]:
    """Companies in force that the caller administers, by name; for an IpsAdmin all."""
    known = reach.of_administrator(tx, caller, GRANTS, now_ms)
    found = companies.every(tx, now_ms, expired=False)
    return [company for company in found if known is None or company.id in known]
