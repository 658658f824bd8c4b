"""getFolderTree: a folder with those below it, down to a depth, as a tree."""

from safelight.assets.folders import branch_to_wire
from safelight.assets.permissions import sets_to_wire
from safelight.contract.shapes import GetFolderTreeParam, GetFolderTreeReturn
from safelight.operations import operation
from safelight.services import access, folders, permissions
from safelight.services.context import Context


@operation("getFolderTree", reads=True)
def get_folder_tree(ctx: Context, param: GetFolderTreeParam) -> GetFolderTreeReturn:
    company = ctx.company(param.company_handle)
    eyes = access.acting(ctx, company, param.access_user_handle, param.access_group_handle)
    types = frozenset(param.asset_type_array or ())
    top = folders.at(ctx.tx, company, param.folder_path, "folderPath")
    tree = folders.tree(ctx.tx, top, param.depth, types, eyes)
    sets = permissions.shown(ctx.tx, (folder.permission_set_id for folder in tree.folders()))
    return GetFolderTreeReturn(folders=branch_to_wire(tree, sets), permission_set_array=sets_to_wire(sets))
