"""getPhotoshopPath: the quadrilateral around a path in the file of an image."""

from safelight.contract.shapes import GetPhotoshopPathParam, GetPhotoshopPathReturn, PerspectiveQuad
from safelight.operations import operation
from safelight.services import annotated, photoshop_paths
from safelight.services.context import Context


@operation("getPhotoshopPath", reads=True)
def get_photoshop_path(ctx: Context, param: GetPhotoshopPathParam) -> GetPhotoshopPathReturn:
    company = ctx.company(param.company_handle)
    asset, image = annotated.readable(ctx.tx, company, param.asset_handle)
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = photoshop_paths.quad(ctx.parts, asset, image, param.path_name)
    return GetPhotoshopPathReturn(
        perspective_quad=PerspectiveQuad(x0=x0, y0=y0, x1=x1, y1=y1, x2=x2, y2=y2, x3=x3, y3=y3)
    )
