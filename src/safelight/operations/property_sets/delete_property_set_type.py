"""deletePropertySetType: erase a kind of property set with all sets of it."""

from safelight.contract.shapes import DeletePropertySetTypeParam, DeletePropertySetTypeReturn
from safelight.operations import operation
from safelight.services import property_set_types
from safelight.services.context import Context


@operation("deletePropertySetType")
def delete_property_set_type(ctx: Context, param: DeletePropertySetTypeParam) -> DeletePropertySetTypeReturn:
    property_set_types.delete(ctx, property_set_types.by_handle(ctx, param.type_handle))
    return DeletePropertySetTypeReturn()
