"""setImageMaps: give an image these image maps in place of those it has."""

from safelight.contract.shapes import ImageMapDefinition, SetImageMapsParam, SetImageMapsReturn
from safelight.operations import operation
from safelight.services import image_maps
from safelight.services.context import Context
from safelight.services.image_maps import Definition


@operation("setImageMaps")
def set_image_maps(ctx: Context, param: SetImageMapsParam) -> SetImageMapsReturn:
    company = ctx.company(param.company_handle)
    wanted = [_definition(each) for each in param.image_map_array]
    user = ctx.caller.account.email
    made = image_maps.replace(ctx.tx, company, param.asset_handle, wanted, user=user, now_ms=ctx.now_ms)
    return SetImageMapsReturn(image_map_handle_array=made)


def _definition(each: ImageMapDefinition) -> Definition:
    return Definition(each.name, each.shape_type, each.region, each.action, each.enabled)
