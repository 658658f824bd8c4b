"""updateFolderPermissions: change permissions of a folder, which become its own."""

from safelight.assets.permissions import written
from safelight.contract.shapes import UpdateFolderPermissionsParam, UpdateFolderPermissionsReturn
from safelight.operations import operation
from safelight.services import folders, permissions
from safelight.services.context import Context


@operation("updateFolderPermissions")
def update_folder_permissions(ctx: Context, param: UpdateFolderPermissionsParam) -> UpdateFolderPermissionsReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    wanted = permissions.read(ctx.tx, company, written("updateArray", param.update_array))
    permissions.update_folder(ctx.tx, folder, wanted, children=param.update_children)
    return UpdateFolderPermissionsReturn()
