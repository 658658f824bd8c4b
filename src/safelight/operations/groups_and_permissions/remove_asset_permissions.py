"""removeAssetPermissions: let an asset have the permissions of its folder again."""

from safelight.contract.shapes import RemoveAssetPermissionsParam, RemoveAssetPermissionsReturn
from safelight.operations import operation
from safelight.services import assets, permissions
from safelight.services.context import Context


@operation("removeAssetPermissions")
def remove_asset_permissions(ctx: Context, param: RemoveAssetPermissionsParam) -> RemoveAssetPermissionsReturn:
    company = ctx.company(param.company_handle)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    permissions.remove_asset(ctx.tx, asset)
    return RemoveAssetPermissionsReturn()
