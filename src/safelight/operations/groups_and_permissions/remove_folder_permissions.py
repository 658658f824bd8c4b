"""removeFolderPermissions: let a folder have the permissions of its parent again."""

from safelight.contract.shapes import RemoveFolderPermissionsParam, RemoveFolderPermissionsReturn
from safelight.operations import operation
from safelight.services import folders, permissions
from safelight.services.context import Context


@operation("removeFolderPermissions")
def remove_folder_permissions(ctx: Context, param: RemoveFolderPermissionsParam) -> RemoveFolderPermissionsReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    permissions.remove_folder(ctx.tx, folder, children=param.update_children)
    return RemoveFolderPermissionsReturn()
