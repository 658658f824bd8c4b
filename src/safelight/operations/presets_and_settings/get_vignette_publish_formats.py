"""getVignettePublishFormats: the vignette publish formats of a company, by name."""

from safelight.assets import vignettes
from safelight.contract.shapes import GetVignettePublishFormatsParam, GetVignettePublishFormatsReturn
from safelight.operations import operation
from safelight.services import vignette_formats
from safelight.services.context import Context


@operation("getVignettePublishFormats", reads=True)
def get_vignette_publish_formats(
    ctx: Context, param: GetVignettePublishFormatsParam
) -> GetVignettePublishFormatsReturn:
    found = vignette_formats.listed(ctx.tx, ctx.company(param.company_handle))
    return GetVignettePublishFormatsReturn(vignette_format_array=tuple(map(vignettes.to_wire, found)))
