"""getPhotoshopPathNames: which paths Photoshop left in the file of an image."""

from safelight.contract.shapes import GetPhotoshopPathNamesParam, GetPhotoshopPathNamesReturn
from safelight.operations import operation
from safelight.services import annotated, photoshop_paths
from safelight.services.context import Context


@operation("getPhotoshopPathNames", reads=True)
def get_photoshop_path_names(ctx: Context, param: GetPhotoshopPathNamesParam) -> GetPhotoshopPathNamesReturn:
    company = ctx.company(param.company_handle)
    _, image = annotated.readable(ctx.tx, company, param.asset_handle)
    return GetPhotoshopPathNamesReturn(path_name_array=photoshop_paths.names(ctx.parts, image))
