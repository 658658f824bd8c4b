"""saveImageMap: make an image map of an image, or change one."""

from safelight.contract.shapes import SaveImageMapParam, SaveImageMapReturn
from safelight.operations import operation
from safelight.services import image_maps
from safelight.services.context import Context
from safelight.services.image_maps import Definition


@operation("saveImageMap")
def save_image_map(ctx: Context, param: SaveImageMapParam) -> SaveImageMapReturn:
    """A map is enabled in the versions that cannot say so (assumed)."""
    company = ctx.company(param.company_handle)
    handle = image_maps.save(
        ctx.tx,
        company,
        param.asset_handle,
        param.image_map_handle,
        Definition(param.name, param.shape_type, param.region, param.action, param.enabled is not False),
        param.position,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return SaveImageMapReturn(image_map_handle=handle)
