"""batchSetAssetMetadata: change what many assets have of metadata fields, and answer for each change refused."""

from safelight.assets.metadata import changes
from safelight.contract.shapes import BatchSetAssetMetadataParam, BatchSetAssetMetadataReturn, SetMetadataFault
from safelight.operations import operation
from safelight.services import access, metadata
from safelight.services.context import Context


@operation("batchSetAssetMetadata")
def batch_set_asset_metadata(ctx: Context, param: BatchSetAssetMetadataParam) -> BatchSetAssetMetadataReturn:
    company, zone = ctx.company(param.company_handle), ctx.parts.settings.zone
    groups = [(group.asset_handle_array, changes(group.update_array)) for group in param.update_array]
    user = ctx.caller.account.email
    eyes = access.own(ctx.tx, ctx.caller, company.id)
    batch, fields = metadata.set_many(ctx.tx, company, eyes, groups, zone, user=user, now_ms=ctx.now_ms)
    errors = tuple(
        SetMetadataFault(asset_handle=one.handle, field_handle=field, code=one.why.code, reason=str(one.why))
        for one, field in zip(batch.errors, fields, strict=True)
    )
    return BatchSetAssetMetadataReturn(
        success_count=batch.done, warning_count=0, error_count=len(errors), error_detail_array=errors or None
    )
