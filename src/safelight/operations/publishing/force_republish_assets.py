"""forceRepublishAssets: have the next publish send assets again, though nothing of them changed."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import ForceRepublishAssetsParam, ForceRepublishAssetsReturn
from safelight.operations import operation
from safelight.services import publish_marks
from safelight.services.context import Context


@operation("forceRepublishAssets")
def force_republish_assets(ctx: Context, param: ForceRepublishAssetsParam) -> ForceRepublishAssetsReturn:
    company = ctx.company(param.company_handle)
    files, catalog = param.republish_files is not False, bool(param.resync_catalog)
    batch = publish_marks.force_all(ctx.tx, company, param.asset_handle_array, files=files, catalog=catalog)
    return ForceRepublishAssetsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
