"""createFolder: make one folder, with its missing parents, and answer its handle."""

from safelight.contract.shapes import CreateFolderParam, CreateFolderReturn
from safelight.operations import operation
from safelight.services import folders
from safelight.services.context import Context


@operation("createFolder")
def create_folder(ctx: Context, param: CreateFolderParam) -> CreateFolderReturn:
    company = ctx.company(param.company_handle)
    folder = folders.create(ctx.tx, company, param.folder_path, ctx.now_ms)
    return CreateFolderReturn(folder_handle=folder.handle)
