"""setZoomTargets: give an image these zoom targets in place of those it has."""

from safelight.contract.shapes import SetZoomTargetsParam, SetZoomTargetsReturn, ZoomTargetDefinition
from safelight.operations import operation
from safelight.services import zoom_targets
from safelight.services.context import Context
from safelight.services.zoom_targets import Definition


@operation("setZoomTargets")
def set_zoom_targets(ctx: Context, param: SetZoomTargetsParam) -> SetZoomTargetsReturn:
    company = ctx.company(param.company_handle)
    wanted = [_definition(each) for each in param.zoom_target_array]
    user = ctx.caller.account.email
    made = zoom_targets.replace(ctx.tx, company, param.asset_handle, wanted, user=user, now_ms=ctx.now_ms)
    return SetZoomTargetsReturn(zoom_target_handle_array=made)


def _definition(each: ZoomTargetDefinition) -> Definition:
    return Definition(each.name, each.x_position, each.y_position, each.width, each.height, each.user_data or "")
