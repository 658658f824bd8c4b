"""cdnCacheInvalidation: take addresses of a company out of our caches and those of the CDN."""

from safelight.contract.shapes import CdnCacheInvalidationParam, CdnCacheInvalidationReturn, EmailConfirmation
from safelight.domain.faults import InvalidParameter
from safelight.operations import operation
from safelight.services import accounts, cdn
from safelight.services.context import Context

MOST_OTHERS = 5
"""Source: IPS API reference, cdnCacheInvalidation, Confirmation Emails."""


@operation("cdnCacheInvalidation")
def cdn_cache_invalidation(ctx: Context, param: CdnCacheInvalidationParam) -> CdnCacheInvalidationReturn:
    company = ctx.company(param.company_handle)
    told = _recipients(ctx, param.confirmation) if param.confirmation else []
    handle, seconds = cdn.invalidate(ctx, company, param.url_array, told)
    return CdnCacheInvalidationReturn(
        success_count=len(param.url_array),
        warning_count=0,
        error_count=0,
        invalidation_handle=handle,
        estimated_seconds=seconds,
    )


def _recipients(ctx: Context, wanted: EmailConfirmation) -> list[str]:
    field, others = "confirmation/ccOthersArray", wanted.cc_others_array or ()
    if len(others) > MOST_OTHERS:
        raise InvalidParameter(field, f"{len(others)} emails", f"at most {MOST_OTHERS}")
    own = [ctx.caller.account.email] if wanted.cc_originator else []
    return own + [accounts.fit_email(each, f"{field}/items[{n}]") for n, each in enumerate(others, start=1)]
