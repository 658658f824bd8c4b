"""deleteImageFormat: take an image format away."""

from safelight.contract.shapes import DeleteImageFormatParam, DeleteImageFormatReturn
from safelight.operations import operation
from safelight.services import image_formats
from safelight.services.context import Context


@operation("deleteImageFormat")
def delete_image_format(ctx: Context, param: DeleteImageFormatParam) -> DeleteImageFormatReturn:
    company = ctx.company(param.company_handle)
    image_formats.delete(ctx.tx, image_formats.by_handle(ctx.tx, company, param.image_format_handle))
    return DeleteImageFormatReturn()
