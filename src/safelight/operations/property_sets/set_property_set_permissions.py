"""setPropertySetPermissions: give a property set permissions."""

from safelight.assets.permissions import written
from safelight.contract.shapes import SetPropertySetPermissionsParam, SetPropertySetPermissionsReturn
from safelight.operations import operation
from safelight.services import property_sets
from safelight.services.context import Context


@operation("setPropertySetPermissions")
def set_property_set_permissions(
    ctx: Context, param: SetPropertySetPermissionsParam
) -> SetPropertySetPermissionsReturn:
    known = property_sets.to_change(ctx, param.set_handle)
    property_sets.set_permissions(ctx, known, written("permissionArray", param.permission_array))
    return SetPropertySetPermissionsReturn()
