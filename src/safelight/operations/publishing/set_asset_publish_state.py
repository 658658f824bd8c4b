"""setAssetPublishState: mark one asset for publish, or unmark it."""

from safelight.contract.shapes import SetAssetPublishStateParam, SetAssetPublishStateReturn
from safelight.operations import operation
from safelight.services import publish_marks
from safelight.services.context import Context


@operation("setAssetPublishState")
def set_asset_publish_state(ctx: Context, param: SetAssetPublishStateParam) -> SetAssetPublishStateReturn:
    company = ctx.company(param.company_handle)
    publish_marks.mark_one(ctx.tx, company, param.asset_handle, param.publish_state, param.context_handle_array)
    return SetAssetPublishStateReturn()
