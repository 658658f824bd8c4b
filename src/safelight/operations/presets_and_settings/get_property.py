"""getProperty: one property of the installation, by name."""

from safelight.contract.shapes import GetPropertyParam, GetPropertyReturn
from safelight.operations import operation
from safelight.services import properties
from safelight.services.context import Context


@operation("getProperty", reads=True)
def get_property(ctx: Context, param: GetPropertyParam) -> GetPropertyReturn:
    known = properties.known(ctx.tx, ctx.parts.settings, ctx.base_url)
    return GetPropertyReturn(value=properties.named(known, param.name))
