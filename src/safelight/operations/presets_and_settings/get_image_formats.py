"""getImageFormats: the image formats of a company, by name."""

from safelight.contract.shapes import GetImageFormatsParam, GetImageFormatsReturn, ImageFormat
from safelight.operations import operation
from safelight.services import image_formats
from safelight.services.context import Context


@operation("getImageFormats", reads=True)
def get_image_formats(ctx: Context, param: GetImageFormatsParam) -> GetImageFormatsReturn:
    company = ctx.company(param.company_handle)
    found = tuple(
        ImageFormat(image_format_handle=each.handle, name=each.name, url_modifier=each.url_modifier)
        for each in image_formats.listed(ctx.tx, company)
    )
    return GetImageFormatsReturn(image_format_array=found)
