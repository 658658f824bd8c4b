"""updateVignettePublishFormat: change those fields of a vignette publish format that are named."""

from safelight.assets import vignettes
from safelight.contract.shapes import UpdateVignettePublishFormatParam, UpdateVignettePublishFormatReturn
from safelight.operations import operation
from safelight.services import vignette_formats
from safelight.services.context import Context


@operation("updateVignettePublishFormat")
def update_vignette_publish_format(
    ctx: Context, param: UpdateVignettePublishFormatParam
) -> UpdateVignettePublishFormatReturn:
    company = ctx.company(param.company_handle)
    known = vignette_formats.by_handle(ctx.tx, company, param.vignette_format_handle)
    vignette_formats.change(ctx.tx, known, vignettes.given(param))
    return UpdateVignettePublishFormatReturn(vignette_format_handle=known.handle)
