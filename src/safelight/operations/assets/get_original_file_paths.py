"""getOriginalFilePaths: the virtual paths of assets, in the order of their handles."""

from safelight.contract.shapes import GetOriginalFilePathsParam, GetOriginalFilePathsReturn
from safelight.operations import operation
from safelight.services import asset_facts
from safelight.services.context import Context


@operation("getOriginalFilePaths", reads=True)
def get_original_file_paths(ctx: Context, param: GetOriginalFilePathsParam) -> GetOriginalFilePathsReturn:
    company = ctx.company(param.company_handle)
    return GetOriginalFilePathsReturn(original_file_array=asset_facts.paths(ctx.tx, company, param.asset_handle_array))
