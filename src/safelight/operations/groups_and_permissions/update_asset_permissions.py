"""updateAssetPermissions: change permissions of an asset, which become its own."""

from safelight.assets.permissions import written
from safelight.contract.shapes import UpdateAssetPermissionsParam, UpdateAssetPermissionsReturn
from safelight.operations import operation
from safelight.services import assets, permissions
from safelight.services.context import Context


@operation("updateAssetPermissions")
def update_asset_permissions(ctx: Context, param: UpdateAssetPermissionsParam) -> UpdateAssetPermissionsReturn:
    company = ctx.company(param.company_handle)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    wanted = permissions.read(ctx.tx, company, written("updateArray", param.update_array))
    permissions.update_asset(ctx.tx, asset, wanted)
    return UpdateAssetPermissionsReturn()
