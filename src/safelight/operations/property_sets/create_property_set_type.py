"""createPropertySetType: make a kind of property set, of a company or, by an IpsAdmin, a global one."""

from safelight.contract.shapes import CreatePropertySetTypeParam, CreatePropertySetTypeReturn
from safelight.operations import operation
from safelight.services import property_set_types
from safelight.services.context import Context


@operation("createPropertySetType")
def create_property_set_type(ctx: Context, param: CreatePropertySetTypeParam) -> CreatePropertySetTypeReturn:
    company = ctx.company(param.company_handle) if param.company_handle else None
    made = property_set_types.create(ctx, company, param.name, param.property_type, allow_multiple=param.allow_multiple)
    return CreatePropertySetTypeReturn(type_handle=made.handle)
