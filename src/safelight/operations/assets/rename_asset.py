"""renameAsset: give an asset another name."""

from safelight.contract.shapes import RenameAssetParam, RenameAssetReturn
from safelight.operations import operation
from safelight.services import assets
from safelight.services.context import Context


@operation("renameAsset")
def rename_asset(ctx: Context, param: RenameAssetParam) -> RenameAssetReturn:
    """`renameFiles`, gone since 2010-01-31, keeps the file name where it is false (assumed)."""
    company = ctx.company(param.company_handle)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    assets.rename(
        ctx.tx,
        asset,
        param.new_name,
        must_be_free=param.validate_name,
        rename_file=param.rename_files is not False,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return RenameAssetReturn()
