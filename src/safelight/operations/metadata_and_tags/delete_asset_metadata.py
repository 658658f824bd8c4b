"""deleteAssetMetadata: take what an asset has of some metadata fields from it."""

from safelight.contract.shapes import DeleteAssetMetadataParam, DeleteAssetMetadataReturn
from safelight.operations import operation
from safelight.services import metadata
from safelight.services.context import Context


@operation("deleteAssetMetadata")
def delete_asset_metadata(ctx: Context, param: DeleteAssetMetadataParam) -> DeleteAssetMetadataReturn:
    company = ctx.company(param.company_handle)
    fields = [each.field_handle for each in param.delete_array]
    user = ctx.caller.account.email
    metadata.delete(ctx.tx, company, param.asset_handle, fields, user=user, now_ms=ctx.now_ms)
    return DeleteAssetMetadataReturn()
