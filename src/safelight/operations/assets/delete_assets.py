"""deleteAssets: put many assets into the trash, and answer for each that was not."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import DeleteAssetsParam, DeleteAssetsReturn
from safelight.operations import operation
from safelight.services import assets
from safelight.services.context import Context


@operation("deleteAssets", long=True)
def delete_assets(ctx: Context, param: DeleteAssetsParam) -> DeleteAssetsReturn:
    company = ctx.company(param.company_handle)
    user, database = ctx.caller.account.email, ctx.parts.database
    batch = assets.trash_in_pieces(database, company, param.asset_handle_array, user, ctx.now_ms)
    return DeleteAssetsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
