"""batchGetAssetPublishContexts: of each asset the contexts it is marked for."""

from safelight.contract.shapes import (
    AssetPublishContexts,
    BatchGetAssetPublishContextsParam,
    BatchGetAssetPublishContextsReturn,
    PublishContext,
)
from safelight.operations import operation
from safelight.services import publish_marks
from safelight.services.context import Context


@operation("batchGetAssetPublishContexts", reads=True)
def batch_get_asset_publish_contexts(
    ctx: Context, param: BatchGetAssetPublishContextsParam
) -> BatchGetAssetPublishContextsReturn:
    company = ctx.company(param.company_handle)
    found = publish_marks.marked_for(ctx.tx, company, param.asset_handle_array)
    return BatchGetAssetPublishContextsReturn(
        asset_publish_contexts_array=tuple(
            AssetPublishContexts(
                asset_handle=asset.handle,
                publish_context_array=tuple(
                    PublishContext(context_handle=each.handle, context_name=each.name, context_type=each.type)
                    for each in contexts
                ),
            )
            for asset, contexts in found
        )
    )
