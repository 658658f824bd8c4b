"""createViewerPreset: make a preset that viewers are configured by."""

from safelight.assets.config_settings import settings_from_wire
from safelight.contract.shapes import CreateViewerPresetParam, CreateViewerPresetReturn
from safelight.operations import operation
from safelight.services import folders, viewer_configs, viewer_presets
from safelight.services.context import Context


@operation("createViewerPreset")
def create_viewer_preset(ctx: Context, param: CreateViewerPresetParam) -> CreateViewerPresetReturn:
    company = ctx.company(param.company_handle)
    folder = folders.by_handle(ctx.tx, company, param.folder_handle)
    settings = settings_from_wire(param.config_setting_array)
    config = viewer_configs.checked(ctx.tx, company, param.type, settings)
    user = ctx.caller.account.email
    handle = viewer_presets.create(ctx.tx, company, folder, param.name, config, user=user, now_ms=ctx.now_ms)
    return CreateViewerPresetReturn(viewer_preset_handle=handle)
