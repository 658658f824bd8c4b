"""deleteFolder: erase a folder and those below it; their assets go to the trash."""

from safelight.contract.shapes import DeleteFolderParam, DeleteFolderReturn
from safelight.operations import operation
from safelight.services import folders
from safelight.services.context import Context


@operation("deleteFolder")
def delete_folder(ctx: Context, param: DeleteFolderParam) -> DeleteFolderReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    folders.delete(ctx.tx, folder, ctx.caller.account.email, ctx.now_ms)
    return DeleteFolderReturn()
