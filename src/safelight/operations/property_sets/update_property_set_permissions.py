"""updatePropertySetPermissions: change permissions of a property set."""

from safelight.assets.permissions import written
from safelight.contract.shapes import UpdatePropertySetPermissionsParam, UpdatePropertySetPermissionsReturn
from safelight.operations import operation
from safelight.services import property_sets
from safelight.services.context import Context


@operation("updatePropertySetPermissions")
def update_property_set_permissions(
    ctx: Context, param: UpdatePropertySetPermissionsParam
) -> UpdatePropertySetPermissionsReturn:
    known = property_sets.to_change(ctx, param.set_handle)
    property_sets.update_permissions(ctx, known, written("updateArray", param.update_array))
    return UpdatePropertySetPermissionsReturn()
