"""updateAssetSet: replace the definition of a set, its thumbnail, or both."""

from safelight.contract.shapes import UpdateAssetSetParam, UpdateAssetSetReturn
from safelight.operations import operation
from safelight.services import asset_sets
from safelight.services.context import Context


@operation("updateAssetSet")
def update_asset_set(ctx: Context, param: UpdateAssetSetParam) -> UpdateAssetSetReturn:
    asset_sets.change_definition(
        ctx.tx,
        ctx.company(param.company_handle),
        param.asset_handle,
        param.set_definition,
        param.thumb_asset_handle,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return UpdateAssetSetReturn()
