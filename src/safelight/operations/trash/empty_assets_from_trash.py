"""emptyAssetsFromTrash: empty assets from the trash, and answer for each that was not."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import EmptyAssetsFromTrashParam, EmptyAssetsFromTrashReturn
from safelight.operations import operation
from safelight.services import trash
from safelight.services.context import Context


@operation("emptyAssetsFromTrash")
def empty_assets_from_trash(ctx: Context, param: EmptyAssetsFromTrashParam) -> EmptyAssetsFromTrashReturn:
    company = ctx.company(param.company_handle)
    batch = trash.empty(ctx.tx, company, param.asset_handle_array, ctx.caller.account.email, ctx.now_ms)
    return EmptyAssetsFromTrashReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
