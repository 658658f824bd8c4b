"""updatePropertySet: change properties of a set, or have them take the place of all it has."""

from safelight.contract.shapes import UpdatePropertySetParam, UpdatePropertySetReturn
from safelight.operations import operation
from safelight.operations.property_sets import pairs
from safelight.services import property_sets
from safelight.services.context import Context


@operation("updatePropertySet")
def update_property_set(ctx: Context, param: UpdatePropertySetParam) -> UpdatePropertySetReturn:
    known = property_sets.to_change(ctx, param.set_handle, administering=False)
    property_sets.update(ctx, known, pairs(param.property_array), replace=bool(param.replace_properties))
    return UpdatePropertySetReturn()
