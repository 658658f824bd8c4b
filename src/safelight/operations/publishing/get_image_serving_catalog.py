"""getImageServingCatalog: the image catalog that is live, as one text (until 2013-02-15)."""

from safelight.contract.shapes import GetImageServingCatalogParam, GetImageServingCatalogReturn
from safelight.operations import operation
from safelight.services import catalogs
from safelight.services.context import Context


@operation("getImageServingCatalog", reads=True)
def get_image_serving_catalog(ctx: Context, param: GetImageServingCatalogParam) -> GetImageServingCatalogReturn:
    return GetImageServingCatalogReturn(catalog=catalogs.serving(ctx.tx, ctx.company(param.company_handle or "")))
