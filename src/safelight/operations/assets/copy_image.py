"""copyImage: make a new image of another, by the commands of a picture URL."""

from safelight.contract.shapes import CopyImageParam, CopyImageReturn
from safelight.operations import operation
from safelight.services import copies, folders
from safelight.services.context import Context


@operation("copyImage", long=True)
def copy_image(ctx: Context, param: CopyImageParam) -> CopyImageReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    handle = copies.copy(ctx, company, param.asset_handle, folder, param.name, param.url_modifier)
    return CopyImageReturn(asset_handle=handle)
