"""setAssetPermissions: give an asset permissions of its own in place of those of its folder."""

from safelight.assets.permissions import written
from safelight.contract.shapes import SetAssetPermissionsParam, SetAssetPermissionsReturn
from safelight.operations import operation
from safelight.services import assets, permissions
from safelight.services.context import Context


@operation("setAssetPermissions")
def set_asset_permissions(ctx: Context, param: SetAssetPermissionsParam) -> SetAssetPermissionsReturn:
    company = ctx.company(param.company_handle)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    wanted = permissions.read(ctx.tx, company, written("permissionArray", param.permission_array))
    permissions.set_asset(ctx.tx, asset, wanted)
    return SetAssetPermissionsReturn()
