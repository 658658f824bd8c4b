"""updateImageSet: replace the members of a set, its thumbnail, or both."""

from safelight.contract.shapes import UpdateImageSetParam, UpdateImageSetReturn
from safelight.operations import operation
from safelight.services import asset_sets
from safelight.services.context import Context


@operation("updateImageSet")
def update_image_set(ctx: Context, param: UpdateImageSetParam) -> UpdateImageSetReturn:
    wanted = param.member_array
    asset_sets.change_members(
        ctx.tx,
        ctx.company(param.company_handle),
        param.asset_handle,
        None if wanted is None else [(each.asset_handle, each.page_reset) for each in wanted],
        param.thumb_asset_handle,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return UpdateImageSetReturn()
