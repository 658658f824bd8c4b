"""createPropertySet: attach properties to a user, a company, or a user in a company."""

from safelight.assets.permissions import written
from safelight.contract.shapes import CreatePropertySetParam, CreatePropertySetReturn
from safelight.domain import handles
from safelight.operations import operation
from safelight.operations.property_sets import pairs
from safelight.services import property_set_types, property_sets
from safelight.services.context import Context


@operation("createPropertySet")
def create_property_set(ctx: Context, param: CreatePropertySetParam) -> CreatePropertySetReturn:
    kind = property_set_types.by_handle(ctx, param.type_handle)
    owners = (param.primary_owner_handle, param.secondary_owner_handle)
    granted = written("permissionArray", param.permission_array or ())
    set_id = property_sets.create(ctx, kind, owners, pairs(param.property_array), granted)
    return CreatePropertySetReturn(set_handle=handles.property_set_handle(set_id))
