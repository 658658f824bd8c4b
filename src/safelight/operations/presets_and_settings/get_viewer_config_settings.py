"""getViewerConfigSettings: the viewer settings of a preset or of another asset."""

from safelight.assets.config_settings import settings_to_wire
from safelight.contract.model import OPERATIONS
from safelight.contract.shapes import GetViewerConfigSettingsParam, GetViewerConfigSettingsReturn
from safelight.operations import operation
from safelight.services import viewer_configs
from safelight.services.context import Context


@operation("getViewerConfigSettings", reads=True)
def get_viewer_config_settings(ctx: Context, param: GetViewerConfigSettingsParam) -> GetViewerConfigSettingsReturn:
    roles = OPERATIONS["getViewerConfigSettings"].documented_roles
    company = viewer_configs.company_of(ctx, param.company_handle, param.asset_handle, roles)
    found = viewer_configs.of_asset(ctx.tx, company, param.asset_handle)
    return GetViewerConfigSettingsReturn(type=found.type, config_setting_array=settings_to_wire(found.settings))
