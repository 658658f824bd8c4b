"""deleteZoomTarget: take a zoom target off its image."""

from safelight.contract.shapes import DeleteZoomTargetParam, DeleteZoomTargetReturn
from safelight.operations import operation
from safelight.services import zoom_targets
from safelight.services.context import Context


@operation("deleteZoomTarget")
def delete_zoom_target(ctx: Context, param: DeleteZoomTargetParam) -> DeleteZoomTargetReturn:
    company = ctx.company(param.company_handle)
    user = ctx.caller.account.email
    zoom_targets.delete(ctx.tx, company, param.zoom_target_handle, user=user, now_ms=ctx.now_ms)
    return DeleteZoomTargetReturn()
