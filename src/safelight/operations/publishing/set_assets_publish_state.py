"""setAssetsPublishState: mark or unmark many assets, and answer for each that was not."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import SetAssetsPublishStateParam, SetAssetsPublishStateReturn
from safelight.operations import operation
from safelight.services import publish_marks
from safelight.services.context import Context


@operation("setAssetsPublishState")
def set_assets_publish_state(ctx: Context, param: SetAssetsPublishStateParam) -> SetAssetsPublishStateReturn:
    company = ctx.company(param.company_handle)
    updates = [(update.asset_handle, update.publish_state) for update in param.publish_state_update_array]
    batch = publish_marks.mark_all(ctx.tx, company, updates)
    return SetAssetsPublishStateReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
