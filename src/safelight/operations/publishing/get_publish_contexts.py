"""getPublishContexts: the contexts of a company, all or those of one type."""

from safelight.contract.shapes import GetPublishContextsParam, GetPublishContextsReturn, PublishContext
from safelight.operations import operation
from safelight.services import publishing
from safelight.services.context import Context


@operation("getPublishContexts", reads=True)
def get_publish_contexts(ctx: Context, param: GetPublishContextsParam) -> GetPublishContextsReturn:
    company = ctx.company(param.company_handle)
    found = publishing.contexts(ctx.tx, company.id, param.context_type or None)
    return GetPublishContextsReturn(
        publish_context_array=tuple(
            PublishContext(context_handle=context.handle, context_name=context.name, context_type=context.type)
            for context in found
        )
    )
