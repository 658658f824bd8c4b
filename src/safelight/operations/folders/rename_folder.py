"""renameFolder: change the last part of a folder's path and answer its new handle."""

from safelight.contract.shapes import RenameFolderParam, RenameFolderReturn
from safelight.operations import operation
from safelight.services import folders
from safelight.services.context import Context


@operation("renameFolder")
def rename_folder(ctx: Context, param: RenameFolderParam) -> RenameFolderReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    renamed = folders.rename(ctx.tx, folder, param.folder_name, ctx.now_ms)
    return RenameFolderReturn(folder_handle=renamed.handle)
