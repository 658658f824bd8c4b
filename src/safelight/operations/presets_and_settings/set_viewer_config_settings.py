"""setViewerConfigSettings: give a preset or another asset viewer settings, in place of those it has."""

from safelight.assets.config_settings import settings_from_wire
from safelight.contract.model import OPERATIONS
from safelight.contract.shapes import SetViewerConfigSettingsParam, SetViewerConfigSettingsReturn
from safelight.operations import operation
from safelight.services import assets, viewer_configs
from safelight.services.context import Context


@operation("setViewerConfigSettings")
def set_viewer_config_settings(ctx: Context, param: SetViewerConfigSettingsParam) -> SetViewerConfigSettingsReturn:
    roles = OPERATIONS["setViewerConfigSettings"].documented_roles
    company = viewer_configs.company_of(ctx, param.company_handle, param.asset_handle, roles)
    asset = assets.by_handle(ctx.tx, company, param.asset_handle)
    settings = settings_from_wire(param.config_setting_array)
    config = viewer_configs.checked(ctx.tx, company, param.type, settings)
    viewer_configs.attach(ctx.tx, asset, param.name, config, user=ctx.caller.account.email, now_ms=ctx.now_ms)
    return SetViewerConfigSettingsReturn()
