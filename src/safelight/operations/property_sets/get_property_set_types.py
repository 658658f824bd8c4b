"""getPropertySetTypes: the kinds of property sets of a company, or without one the global ones."""

from safelight.contract.shapes import GetPropertySetTypesParam, GetPropertySetTypesReturn
from safelight.operations import operation
from safelight.operations.property_sets import type_to_wire
from safelight.services import property_set_types
from safelight.services.context import Context


@operation("getPropertySetTypes", reads=True)
def get_property_set_types(ctx: Context, param: GetPropertySetTypesParam) -> GetPropertySetTypesReturn:
    company = ctx.company(param.company_handle) if param.company_handle else None
    found = property_set_types.listed(ctx.tx, company)
    return GetPropertySetTypesReturn(type_array=tuple(map(type_to_wire, found)))
