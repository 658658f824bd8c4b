"""moveFolder: put a folder, with all it holds, into another one and answer its new handle."""

from safelight.contract.shapes import MoveFolderParam, MoveFolderReturn
from safelight.operations import operation
from safelight.services import folders
from safelight.services.context import Context


@operation("moveFolder")
def move_folder(ctx: Context, param: MoveFolderParam) -> MoveFolderReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    dest = folders.by_handle(ctx.tx, company, param.dest_folder_handle, "destFolderHandle")
    moved = folders.move(ctx.tx, folder, dest, ctx.now_ms)
    return MoveFolderReturn(folder_handle=moved.handle)
