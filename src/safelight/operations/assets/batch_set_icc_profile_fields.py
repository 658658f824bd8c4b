"""batchSetIccProfileFields: note class and colour spaces of many ICC profiles."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import BatchSetIccProfileFieldsParam, BatchSetIccProfileFieldsReturn
from safelight.operations import operation
from safelight.services import asset_fields
from safelight.services.asset_fields import Update
from safelight.services.context import Context


@operation("batchSetIccProfileFields")
def batch_set_icc_profile_fields(ctx: Context, param: BatchSetIccProfileFieldsParam) -> BatchSetIccProfileFieldsReturn:
    company = ctx.company(param.company_handle)
    updates = [
        Update(
            each.asset_handle,
            {
                "profile_class": ("class", each.class_),
                "color_space": ("colorSpace", each.color_space),
                "pcs_type": ("pcsType", each.pcs_type),
            },
        )
        for each in param.update_array
    ]
    batch = asset_fields.set_profiles(ctx.tx, company, updates, ctx.caller.account.email, ctx.now_ms)
    return BatchSetIccProfileFieldsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
