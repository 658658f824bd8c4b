"""checkAssetNames: which names picture URLs of the company know already."""

from safelight.contract.shapes import CheckAssetNamesParam, CheckAssetNamesReturn
from safelight.operations import operation
from safelight.services import asset_facts
from safelight.services.context import Context


@operation("checkAssetNames", reads=True)
def check_asset_names(ctx: Context, param: CheckAssetNamesParam) -> CheckAssetNamesReturn:
    company = ctx.company(param.company_handle)
    return CheckAssetNamesReturn(in_use_name_array=asset_facts.names_in_use(ctx.tx, company, param.asset_name_array))
