"""batchSetImageFields: note resolution, anchor and user data of many pictures."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import BatchSetImageFieldsParam, BatchSetImageFieldsReturn
from safelight.operations import operation
from safelight.services import asset_fields
from safelight.services.asset_fields import Update
from safelight.services.context import Context


@operation("batchSetImageFields")
def batch_set_image_fields(ctx: Context, param: BatchSetImageFieldsParam) -> BatchSetImageFieldsReturn:
    company = ctx.company(param.company_handle)
    updates = [
        Update(
            each.asset_handle,
            {
                "resolution_dpi": ("resolution", each.resolution),
                "anchor_x": ("anchorX", each.anchor_x),
                "anchor_y": ("anchorY", each.anchor_y),
                "user_data": ("userData", each.user_data),
            },
        )
        for each in param.update_array
    ]
    batch = asset_fields.set_images(ctx.tx, company, updates, ctx.caller.account.email, ctx.now_ms)
    return BatchSetImageFieldsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
