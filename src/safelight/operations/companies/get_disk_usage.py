"""getDiskUsage: how much a company keeps, or each that the caller administers."""

from safelight.contract.shapes import DiskUsage, GetDiskUsageParam, GetDiskUsageReturn
from safelight.domain.moments import moment
from safelight.operations import operation
from safelight.services import disk_usage
from safelight.services.context import Context


@operation("getDiskUsage", reads=True)
def get_disk_usage(ctx: Context, param: GetDiskUsageParam) -> GetDiskUsageReturn:
    if param.company_handle:
        chosen = [ctx.company(param.company_handle)]
    else:
        chosen = disk_usage.administered(ctx.tx, ctx.caller, ctx.now_ms)
    usages = tuple(
        DiskUsage(
            company_handle=company.handle,
            company_name=company.name,
            image_count=kept.images,
            disk_space_usage=kept.total_kb,
            last_modified=moment(company.created_ms if kept.modified_ms is None else kept.modified_ms),
        )
        for company, kept in disk_usage.of_companies(ctx.tx, chosen)
    )
    return GetDiskUsageReturn(disk_usage_array=usages)
