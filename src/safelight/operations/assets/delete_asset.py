"""deleteAsset: put an asset into the trash."""

from safelight.contract.shapes import DeleteAssetParam, DeleteAssetReturn
from safelight.operations import operation
from safelight.services import assets
from safelight.services.context import Context


@operation("deleteAsset")
def delete_asset(ctx: Context, param: DeleteAssetParam) -> DeleteAssetReturn:
    company = ctx.company(param.company_handle)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    assets.trash(ctx.tx, asset, ctx.caller.account.email, ctx.now_ms)
    return DeleteAssetReturn()
