"""getFolders: a folder and all those below it, as a flat list."""

from safelight.assets.folders import to_wire
from safelight.contract.shapes import GetFoldersParam, GetFoldersReturn
from safelight.operations import operation
from safelight.services import access, folders
from safelight.services.context import Context


@operation("getFolders", reads=True)
def get_folders(ctx: Context, param: GetFoldersParam) -> GetFoldersReturn:
    access.refuse_other(ctx.operation, param.access_user_handle, param.access_group_handle)
    company = ctx.company(param.company_handle)
    types = frozenset(param.asset_type_array or ())
    top = folders.at(ctx.tx, company, param.folder_path, "folderPath")
    listed = folders.listed(ctx.tx, top, types)
    found = tuple(to_wire(folder, has_subfolders=has_subfolders) for folder, has_subfolders in listed)
    return GetFoldersReturn(folder_array=found, permission_set_array=())
