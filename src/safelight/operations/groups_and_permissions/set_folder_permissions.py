"""setFolderPermissions: give a folder permissions of its own, and those below it that have none."""

from safelight.assets.permissions import written
from safelight.contract.shapes import SetFolderPermissionsParam, SetFolderPermissionsReturn
from safelight.operations import operation
from safelight.services import folders, permissions
from safelight.services.context import Context


@operation("setFolderPermissions")
def set_folder_permissions(ctx: Context, param: SetFolderPermissionsParam) -> SetFolderPermissionsReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    wanted = permissions.read(ctx.tx, company, written("permissionArray", param.permission_array))
    permissions.set_folder(ctx.tx, folder, wanted, children=param.set_children)
    return SetFolderPermissionsReturn()
