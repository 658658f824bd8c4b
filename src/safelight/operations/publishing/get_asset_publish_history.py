"""getAssetPublishHistory: when an asset was last published, by context; our host owns the history (assumed)."""

from urllib.parse import urlsplit

from safelight.contract.shapes import GetAssetPublishHistoryParam, GetAssetPublishHistoryReturn, PublishHistory
from safelight.domain.moments import moment
from safelight.operations import operation
from safelight.services import publish_history
from safelight.services.context import Context


@operation("getAssetPublishHistory", reads=True)
def get_asset_publish_history(ctx: Context, param: GetAssetPublishHistoryParam) -> GetAssetPublishHistoryReturn:
    company = ctx.company(param.company_handle)
    server = urlsplit(ctx.base_url).hostname or ""
    return GetAssetPublishHistoryReturn(
        pub_history_array=tuple(
            PublishHistory(server_name=server, context_name=name, last_published=moment(last_ms))
            for name, last_ms in publish_history.of(ctx.tx, company, param.asset_handle)
        )
    )
