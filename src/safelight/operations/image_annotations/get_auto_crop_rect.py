"""getAutoCropRect: where an image could be cropped."""

from safelight.contract.shapes import GetAutoCropRectParam, GetAutoCropRectReturn
from safelight.operations import operation
from safelight.services import annotated, auto_crop
from safelight.services.context import Context


@operation("getAutoCropRect", reads=True)
def get_auto_crop_rect(ctx: Context, param: GetAutoCropRectParam) -> GetAutoCropRectReturn:
    company = ctx.company(param.company_handle)
    _, image = annotated.readable(ctx.tx, company, param.asset_handle)
    colour, clear = param.auto_color_crop_options, param.auto_transparent_crop_options
    if colour is not None:
        found = auto_crop.by_colour(ctx.parts, image, colour.corner, colour.tolerance)
    else:
        assert clear is not None, "the codec lets just one of them through"
        found = auto_crop.by_transparency(ctx.parts, image, clear.tolerance)
    return GetAutoCropRectReturn(x_offset=found.left, y_offset=found.top, width=found.width, height=found.height)
