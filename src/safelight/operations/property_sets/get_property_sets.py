"""getPropertySets: the property sets of a kind and an owner."""

from safelight.contract.shapes import GetPropertySetsParam, GetPropertySetsReturn
from safelight.operations import operation
from safelight.operations.property_sets import set_to_wire
from safelight.services import permissions, property_set_types, property_sets
from safelight.services.context import Context


@operation("getPropertySets", reads=True)
def get_property_sets(ctx: Context, param: GetPropertySetsParam) -> GetPropertySetsReturn:
    kind = property_set_types.by_handle(ctx, param.type_handle)
    found = property_sets.of_owner(ctx, kind, param.primary_owner_handle, param.secondary_owner_handle)
    sets = permissions.shown(ctx.tx, (one.permission_set_id for one in found))
    return GetPropertySetsReturn(set_array=tuple(set_to_wire(one, sets) for one in found))
