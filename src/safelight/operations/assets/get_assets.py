"""getAssets: assets by their handles."""

from safelight.assets.wire import to_wire
from safelight.contract.shapes import GetAssetsParam, GetAssetsReturn
from safelight.operations import operation
from safelight.services import access, assets, permissions
from safelight.services.context import Context


@operation("getAssets", reads=True)
def get_assets(ctx: Context, param: GetAssetsParam) -> GetAssetsReturn:
    company = ctx.company(param.company_handle)
    eyes = access.acting(ctx, company, param.access_user_handle, param.access_group_handle)
    found = permissions.readable(ctx.tx, eyes, assets.by_handles(ctx.tx, company, param.asset_handle_array))
    return GetAssetsReturn(asset_array=to_wire(ctx.tx, found))
