"""moveAssets: put assets into folders, each into its own, and answer for each that was not."""

from safelight.assets.batches import refused_to_wire
from safelight.contract.shapes import MoveAssetsParam, MoveAssetsReturn
from safelight.operations import operation
from safelight.services import assets
from safelight.services.context import Context


@operation("moveAssets")
def move_assets(ctx: Context, param: MoveAssetsParam) -> MoveAssetsReturn:
    company = ctx.company(param.company_handle)
    moves = [(move.asset_handle, move.folder_handle) for move in param.asset_move_array]
    batch = assets.move_all(ctx.tx, company, moves, ctx.caller.account.email, ctx.now_ms)
    return MoveAssetsReturn(
        success_count=batch.done,
        warning_count=len(batch.warnings),
        error_count=len(batch.errors),
        warning_detail_array=refused_to_wire(batch.warnings),
        error_detail_array=refused_to_wire(batch.errors),
    )
