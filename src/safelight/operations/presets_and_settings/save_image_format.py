"""saveImageFormat: make an image format, or change the one whose handle is given."""

from safelight.contract.shapes import SaveImageFormatParam, SaveImageFormatReturn
from safelight.operations import operation
from safelight.services import image_formats
from safelight.services.context import Context


@operation("saveImageFormat")
def save_image_format(ctx: Context, param: SaveImageFormatParam) -> SaveImageFormatReturn:
    company = ctx.company(param.company_handle)
    if not param.image_format_handle:
        made = image_formats.create(ctx.tx, company, param.name, param.url_modifier)
        return SaveImageFormatReturn(image_format_handle=made.handle)
    known = image_formats.by_handle(ctx.tx, company, param.image_format_handle)
    image_formats.change(ctx.tx, known, param.name, param.url_modifier)
    return SaveImageFormatReturn(image_format_handle=known.handle)
