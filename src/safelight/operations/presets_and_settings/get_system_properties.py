"""getSystemProperties: every property of the installation."""

from safelight.contract.shapes import GetSystemPropertiesParam, GetSystemPropertiesReturn, Property
from safelight.operations import operation
from safelight.services import properties
from safelight.services.context import Context


@operation("getSystemProperties", reads=True)
def get_system_properties(ctx: Context, _param: GetSystemPropertiesParam) -> GetSystemPropertiesReturn:
    known = properties.known(ctx.tx, ctx.parts.settings, ctx.base_url)
    pairs = tuple(Property(name=name, value=value) for name, value in known.items())
    return GetSystemPropertiesReturn(property_array=pairs)
