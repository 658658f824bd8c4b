"""getFolders: a folder and all those below it, as a flat list."""

from safelight.assets.folders import to_wire
from safelight.assets.permissions import sets_to_wire
from safelight.contract.shapes import GetFoldersParam, GetFoldersReturn
from safelight.operations import operation
from safelight.services import access, folders, permissions
from safelight.services.context import Context


@operation("getFolders", reads=True)
def get_folders(ctx: Context, param: GetFoldersParam) -> GetFoldersReturn:
    company = ctx.company(param.company_handle)
    eyes = access.acting(ctx, company, param.access_user_handle, param.access_group_handle)
    types = frozenset(param.asset_type_array or ())
    top = folders.at(ctx.tx, company, param.folder_path, "folderPath")
    listed = folders.listed(ctx.tx, top, types, eyes)
    sets = permissions.shown(ctx.tx, (folder.permission_set_id for folder, _ in listed))
    found = tuple(to_wire(folder, sets, has_subfolders=has_subfolders) for folder, has_subfolders in listed)
    return GetFoldersReturn(folder_array=found, permission_set_array=sets_to_wire(sets))
