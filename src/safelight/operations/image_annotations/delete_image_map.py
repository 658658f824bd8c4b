"""deleteImageMap: take an image map off its image."""

from safelight.contract.shapes import DeleteImageMapParam, DeleteImageMapReturn
from safelight.operations import operation
from safelight.services import image_maps
from safelight.services.context import Context


@operation("deleteImageMap")
def delete_image_map(ctx: Context, param: DeleteImageMapParam) -> DeleteImageMapReturn:
    company = ctx.company(param.company_handle)
    user = ctx.caller.account.email
    image_maps.delete(ctx.tx, company, param.image_map_handle, user=user, now_ms=ctx.now_ms)
    return DeleteImageMapReturn()
