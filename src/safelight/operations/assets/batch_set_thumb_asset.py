"""batchSetThumbAsset: choose the images that stand for many assets in small."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import BatchSetThumbAssetParam, BatchSetThumbAssetReturn
from safelight.operations import operation
from safelight.services import thumbs
from safelight.services.context import Context


@operation("batchSetThumbAsset")
def batch_set_thumb_asset(ctx: Context, param: BatchSetThumbAssetParam) -> BatchSetThumbAssetReturn:
    company = ctx.company(param.company_handle)
    updates = [(each.asset_handle, each.thumb_asset_handle) for each in param.update_array]
    batch = thumbs.choose_all(ctx.tx, company, updates, ctx.caller.account.email, ctx.now_ms)
    return BatchSetThumbAssetReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
