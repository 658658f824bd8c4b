"""createImageSet: make an empty set of members."""

from safelight.contract.shapes import CreateImageSetParam, CreateImageSetReturn
from safelight.operations import operation
from safelight.services import asset_sets, folders
from safelight.services.context import Context


@operation("createImageSet")
def create_image_set(ctx: Context, param: CreateImageSetParam) -> CreateImageSetReturn:
    company = ctx.company(param.company_handle)
    handle = asset_sets.create_members_set(
        ctx.tx,
        company,
        folders.by_handle(ctx.tx, company, param.folder_handle),
        param.type,
        param.name,
        param.thumb_asset_handle,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return CreateImageSetReturn(asset_handle=handle)
