"""deleteFolder: erase a folder and those below it; their assets go to the trash."""

from safelight.contract.shapes import DeleteFolderParam, DeleteFolderReturn
from safelight.operations import operation
from safelight.services import folders
from safelight.services.context import Context


@operation("deleteFolder", long=True)
def delete_folder(ctx: Context, param: DeleteFolderParam) -> DeleteFolderReturn:
    """Assets go piece by piece, so that others may write meanwhile; the folder goes at last."""
    company = ctx.company(param.company_handle)
    folder, user = folders.by_handle(ctx.tx, company, param.folder_handle), ctx.caller.account.email
    while ctx.parts.database.transact(lambda tx: folders.clear(tx, folder, user, ctx.now_ms)):
        continue
    ctx.parts.database.transact(lambda tx: folders.delete(tx, folder, user, ctx.now_ms))
    return DeleteFolderReturn()
