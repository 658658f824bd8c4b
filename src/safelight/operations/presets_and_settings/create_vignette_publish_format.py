"""createVignettePublishFormat: make a format that vignettes are published in."""

from safelight.assets import vignettes
from safelight.contract.shapes import CreateVignettePublishFormatParam, CreateVignettePublishFormatReturn
from safelight.domain.vignettes import VignetteFormat
from safelight.operations import operation
from safelight.services import vignette_formats
from safelight.services.context import Context


@operation("createVignettePublishFormat")
def create_vignette_publish_format(
    ctx: Context, param: CreateVignettePublishFormatParam
) -> CreateVignettePublishFormatReturn:
    company = ctx.company(param.company_handle)
    handle = vignette_formats.create(ctx.tx, company, VignetteFormat(**vignettes.given(param)))
    return CreateVignettePublishFormatReturn(vignette_format_handle=handle)
