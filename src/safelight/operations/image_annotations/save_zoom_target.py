"""saveZoomTarget: make a zoom target of an image, or change one."""

from safelight.contract.shapes import SaveZoomTargetParam, SaveZoomTargetReturn
from safelight.operations import operation
from safelight.services import zoom_targets
from safelight.services.context import Context
from safelight.services.zoom_targets import Definition


@operation("saveZoomTarget")
def save_zoom_target(ctx: Context, param: SaveZoomTargetParam) -> SaveZoomTargetReturn:
    """A target that is changed keeps its place in the order; one without userData loses what it had (assumed)."""
    company = ctx.company(param.company_handle)
    handle = zoom_targets.save(
        ctx.tx,
        company,
        param.asset_handle,
        param.zoom_target_handle,
        Definition(param.name, param.x_position, param.y_position, param.width, param.height, param.user_data or ""),
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return SaveZoomTargetReturn(zoom_target_handle=handle)
