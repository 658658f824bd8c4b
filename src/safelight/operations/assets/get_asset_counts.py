"""getAssetCounts: how many assets the company has of each type."""

from safelight.contract.shapes import AssetCount, GetAssetCountsParam, GetAssetCountsReturn
from safelight.operations import operation
from safelight.services import access, asset_facts
from safelight.services.context import Context


@operation("getAssetCounts", reads=True)
def get_asset_counts(ctx: Context, param: GetAssetCountsParam) -> GetAssetCountsReturn:
    company = ctx.company(param.company_handle)
    counts = asset_facts.counts(ctx.tx, company, access.own(ctx.tx, ctx.caller, company.id))
    return GetAssetCountsReturn(
        count_array=tuple(AssetCount(asset_type=type_, count=count) for type_, count in counts.items())
    )
