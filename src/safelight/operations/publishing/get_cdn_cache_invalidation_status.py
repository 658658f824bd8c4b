"""getCdnCacheInvalidationStatus: whether the CDN has forgotten the addresses it was told to."""

from safelight.contract.shapes import GetCdnCacheInvalidationStatusParam, GetCdnCacheInvalidationStatusReturn
from safelight.domain.moments import moment
from safelight.operations import operation
from safelight.services import cdn
from safelight.services.context import Context


@operation("getCdnCacheInvalidationStatus", reads=True)
def get_cdn_cache_invalidation_status(
    ctx: Context, param: GetCdnCacheInvalidationStatusParam
) -> GetCdnCacheInvalidationStatusReturn:
    company = ctx.company(param.company_handle)
    found = cdn.status(ctx.tx, company, param.invalidation_handle, ctx.now_ms)
    return GetCdnCacheInvalidationStatusReturn(
        status=found.word,
        ping_after_seconds=found.ping_after_s,
        completion_time=None if found.completed_ms is None else moment(found.completed_ms),
    )
