"""getActivePublishContexts: the types of the contexts that a server is there for."""

from safelight.contract.shapes import GetActivePublishContextsParam, GetActivePublishContextsReturn
from safelight.operations import operation
from safelight.services import publishing
from safelight.services.context import Context


@operation("getActivePublishContexts", reads=True)
def get_active_publish_contexts(ctx: Context, param: GetActivePublishContextsParam) -> GetActivePublishContextsReturn:
    active = publishing.active_contexts(ctx.tx, ctx.company(param.company_handle).id)
    return GetActivePublishContextsReturn(context_array=tuple(context.type for context in active))
