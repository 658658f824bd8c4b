"""replaceImage: give an image the pixels that commands of a picture URL make of it."""

from safelight.contract.shapes import ReplaceImageParam, ReplaceImageReturn
from safelight.operations import operation
from safelight.services import copies
from safelight.services.context import Context


@operation("replaceImage", long=True)
def replace_image(ctx: Context, param: ReplaceImageParam) -> ReplaceImageReturn:
    """The handle stays, as in the reference's sample."""
    company = ctx.company(param.company_handle)
    copies.replace_pixels(ctx, company, param.asset_handle, param.url_modifier)
    return ReplaceImageReturn(asset_handle=param.asset_handle)
