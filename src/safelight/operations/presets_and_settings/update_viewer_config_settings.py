"""updateViewerConfigSettings: change those viewer settings of an asset that are named."""

from safelight.assets.config_settings import settings_from_wire
from safelight.contract.model import OPERATIONS
from safelight.contract.shapes import UpdateViewerConfigSettingsParam, UpdateViewerConfigSettingsReturn
from safelight.operations import operation
from safelight.services import assets, viewer_configs
from safelight.services.context import Context


@operation("updateViewerConfigSettings")
def update_viewer_config_settings(
    ctx: Context, param: UpdateViewerConfigSettingsParam
) -> UpdateViewerConfigSettingsReturn:
    roles = OPERATIONS["updateViewerConfigSettings"].documented_roles
    company = viewer_configs.company_of(ctx, param.company_handle, param.asset_handle, roles)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    settings = settings_from_wire(param.config_setting_array)
    viewer_configs.update(ctx.tx, company, asset, settings, user=ctx.caller.account.email, now_ms=ctx.now_ms)
    return UpdateViewerConfigSettingsReturn()
