"""Where addresses lead that a job writes down: it has no caller whose own address could tell."""

from safelight.domain.people import Company
from safelight.services.context import Context, Parts
from safelight.store import origins as rows
from safelight.store.database import Tx


def note(ctx: Context, company: Company) -> None:
    """Remember how the members of a company reach this server."""
    if rows.of(ctx.tx, company.id) != ctx.base_url:
        rows.put(ctx.tx, company.id, ctx.base_url)


def base_url(tx: Tx, parts: Parts, company_id: int) -> str:
    """The setting public_url, else how a member submitted the last such job; no slash at the end.

    Empty where neither is known: what follows is then a path (assumed).
    """
    return parts.settings.public_url.rstrip("/") or rows.of(tx, company_id) or ""
