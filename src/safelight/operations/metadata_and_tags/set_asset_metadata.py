"""setAssetMetadata: change what one asset has of metadata fields, all of it or nothing."""

from safelight.assets.metadata import changes
from safelight.contract.shapes import SetAssetMetadataParam, SetAssetMetadataReturn
from safelight.operations import operation
from safelight.services import metadata
from safelight.services.context import Context


@operation("setAssetMetadata")
def set_asset_metadata(ctx: Context, param: SetAssetMetadataParam) -> SetAssetMetadataReturn:
    metadata.set_one(
        ctx.tx,
        ctx.company(param.company_handle),
        param.asset_handle,
        changes(param.update_array),
        ctx.parts.settings.zone,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return SetAssetMetadataReturn()
