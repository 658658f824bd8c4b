"""removePropertySetPermissions: take all permissions from a property set."""

from safelight.contract.shapes import RemovePropertySetPermissionsParam, RemovePropertySetPermissionsReturn
from safelight.operations import operation
from safelight.services import property_sets
from safelight.services.context import Context


@operation("removePropertySetPermissions")
def remove_property_set_permissions(
    ctx: Context, param: RemovePropertySetPermissionsParam
) -> RemovePropertySetPermissionsReturn:
    property_sets.remove_permissions(ctx, property_sets.to_change(ctx, param.set_handle))
    return RemovePropertySetPermissionsReturn()
