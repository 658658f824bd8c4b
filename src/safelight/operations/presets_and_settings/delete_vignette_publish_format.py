"""deleteVignettePublishFormat: take a vignette publish format away."""

from safelight.contract.shapes import DeleteVignettePublishFormatParam, DeleteVignettePublishFormatReturn
from safelight.operations import operation
from safelight.services import vignette_formats
from safelight.services.context import Context


@operation("deleteVignettePublishFormat")
def delete_vignette_publish_format(
    ctx: Context, param: DeleteVignettePublishFormatParam
) -> DeleteVignettePublishFormatReturn:
    company = ctx.company(param.company_handle)
    vignette_formats.delete(ctx.tx, vignette_formats.by_handle(ctx.tx, company, param.vignette_format_handle))
    return DeleteVignettePublishFormatReturn()
