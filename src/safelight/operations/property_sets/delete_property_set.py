"""deletePropertySet: erase a property set."""

from safelight.contract.shapes import DeletePropertySetParam, DeletePropertySetReturn
from safelight.operations import operation
from safelight.services import property_sets
from safelight.services.context import Context


@operation("deletePropertySet")
def delete_property_set(ctx: Context, param: DeletePropertySetParam) -> DeletePropertySetReturn:
    property_sets.delete(ctx, property_sets.to_change(ctx, param.set_handle))
    return DeletePropertySetReturn()
