"""getImageRenderingCatalog: the material catalog that is live, as one text (until 2013-02-15)."""

from safelight.contract.shapes import GetImageRenderingCatalogParam, GetImageRenderingCatalogReturn
from safelight.operations import operation
from safelight.services import catalogs
from safelight.services.context import Context


@operation("getImageRenderingCatalog", reads=True)
def get_image_rendering_catalog(ctx: Context, param: GetImageRenderingCatalogParam) -> GetImageRenderingCatalogReturn:
    return GetImageRenderingCatalogReturn(catalog=catalogs.rendering(ctx.tx, ctx.company(param.company_handle or "")))
