"""getAssetsByName: assets by their exact names."""

from safelight.assets.wire import to_wire
from safelight.contract.shapes import GetAssetsByNameParam, GetAssetsByNameReturn
from safelight.operations import operation
from safelight.services import access, permissions, search
from safelight.services.context import Context


@operation("getAssetsByName", reads=True)
def get_assets_by_name(ctx: Context, param: GetAssetsByNameParam) -> GetAssetsByNameReturn:
    company = ctx.company(param.company_handle)
    eyes = access.acting(ctx, company, param.access_user_handle, param.access_group_handle)
    wanted, excluded = param.asset_type_array or (), param.exclude_asset_type_array or ()
    kinds = search.kinds_of(wanted, excluded, param.asset_sub_type_array, strict=param.strict_sub_type_check)
    found = permissions.readable(ctx.tx, eyes, search.by_names(ctx.tx, company, param.name_array, kinds))
    return GetAssetsByNameReturn(asset_array=to_wire(ctx.tx, found))
