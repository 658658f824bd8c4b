"""moveAsset: put an asset into another folder."""

from safelight.contract.shapes import MoveAssetParam, MoveAssetReturn
from safelight.operations import operation
from safelight.services import assets, folders
from safelight.services.context import Context


@operation("moveAsset")
def move_asset(ctx: Context, param: MoveAssetParam) -> MoveAssetReturn:
    company = ctx.company(param.company_handle)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    dest = folders.by_handle(ctx.tx, company, param.folder_handle)
    assets.move(ctx.tx, asset, dest, ctx.caller.account.email, ctx.now_ms)
    return MoveAssetReturn()
