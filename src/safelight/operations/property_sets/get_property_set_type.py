"""getPropertySetType: a kind of property set by its name."""

from safelight.contract.shapes import GetPropertySetTypeParam, GetPropertySetTypeReturn
from safelight.operations import operation
from safelight.operations.property_sets import type_to_wire
from safelight.services import property_set_types
from safelight.services.context import Context


@operation("getPropertySetType", reads=True)
def get_property_set_type(ctx: Context, param: GetPropertySetTypeParam) -> GetPropertySetTypeReturn:
    company = ctx.company(param.company_handle) if param.company_handle else None
    return GetPropertySetTypeReturn(type=type_to_wire(property_set_types.by_name(ctx.tx, company, param.name)))
