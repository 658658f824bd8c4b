"""setAssetsContextState: mark or unmark each asset in contexts of its own, and answer for each that was not."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import SetAssetsContextStateParam, SetAssetsContextStateReturn
from safelight.operations import operation
from safelight.services import publish_marks
from safelight.services.context import Context


@operation("setAssetsContextState")
def set_assets_context_state(ctx: Context, param: SetAssetsContextStateParam) -> SetAssetsContextStateReturn:
    company = ctx.company(param.company_handle)
    updates = [
        (each.asset_handle, [(one.context_handle, one.publish_state) for one in each.context_state_update_array])
        for each in param.assets_context_state_update_array
    ]
    batch = publish_marks.mark_each(ctx.tx, company, updates)
    return SetAssetsContextStateReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
