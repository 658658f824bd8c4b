"""Whose jobs a caller sees who names no company: those of every company where the caller may ask for them."""

from collections.abc import Collection

from safelight.domain import handles
from safelight.domain.faults import AuthorizationFault, ForeignCompany
from safelight.domain.handles import JobHandle
from safelight.services import authorisation, job_handles
from safelight.services.context import Context

Companies = Collection[int] | None
"""None is all there are: an IpsAdmin's."""


def companies(ctx: Context, company_handle: str | None, roles: Collection[str] | None) -> Companies:
    """The companies a call is about.

    roles:  those the operation is open to, None where no source lists them
    raises: as `Context.company`
    """
    if company_handle:
        return {ctx.company(company_handle).id}
    if ctx.caller.account.ips_admin:
        return None
    return {company_id for company_id in ctx.caller.roles if _open(ctx, company_id, roles)}


def job(reach: Companies, text: str | None) -> JobHandle | None:
    """The job a call is about, if it names one.

    raises: InvalidParameter for a malformed handle, ForeignCompany for one of a company out of reach
    """
    if not text:
        return None
    handle = handles.job_handle(job_handles.FIELD, text)
    if reach is not None and handle.company_id not in reach:
        raise ForeignCompany(job_handles.FIELD, text)
    return handle


def _open(ctx: Context, company_id: int, roles: Collection[str] | None) -> bool:
    try:
        authorisation.check(
            ctx.tx, ctx.caller, roles, company_id=company_id, operation=ctx.operation, now_ms=ctx.now_ms
        )
    except AuthorizationFault:
        return False
    return True
