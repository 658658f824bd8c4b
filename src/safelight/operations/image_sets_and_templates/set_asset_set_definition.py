"""setAssetSetDefinition: replace the definition of a set."""

from safelight.contract.shapes import SetAssetSetDefinitionParam, SetAssetSetDefinitionReturn
from safelight.operations import operation
from safelight.services import asset_sets
from safelight.services.context import Context


@operation("setAssetSetDefinition")
def set_asset_set_definition(ctx: Context, param: SetAssetSetDefinitionParam) -> SetAssetSetDefinitionReturn:
    asset_sets.change_definition(
        ctx.tx,
        ctx.company(param.company_handle),
        param.asset_handle,
        param.set_definition,
        None,
        user=ctx.caller.account.email,
        now_ms=ctx.now_ms,
    )
    return SetAssetSetDefinitionReturn()
