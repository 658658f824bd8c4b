"""createAssetSet: make a set of a definition."""

from safelight.contract.shapes import CreateAssetSetParam, CreateAssetSetReturn
from safelight.operations import operation
from safelight.services import asset_sets, folders
from safelight.services.context import Context


@operation("createAssetSet")
def create_asset_set(ctx: Context, param: CreateAssetSetParam) -> CreateAssetSetReturn:
    company = ctx.company(param.company_handle)
    handle = asset_sets.create_defined_set(
        ctx.tx,
        company,
        folders.by_handle(ctx.tx, company, param.folder_handle),
        param.sub_type,
        param.name,
        param.set_definition,
        param.thumb_asset_handle,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return CreateAssetSetReturn(asset_handle=handle)
