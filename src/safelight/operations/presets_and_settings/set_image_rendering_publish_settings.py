"""setImageRenderingPublishSettings: set those attributes of image rendering that are named, for the next publish."""

from safelight.assets.config_settings import settings_from_wire
from safelight.contract.shapes import (
    SetImageRenderingPublishSettingsParam,
    SetImageRenderingPublishSettingsReturn,
)
from safelight.domain.publishing import IMAGE_RENDERING
from safelight.operations import operation
from safelight.services import publishing, serving_settings
from safelight.services.context import Context


@operation("setImageRenderingPublishSettings")
def set_image_rendering_publish_settings(
    ctx: Context, param: SetImageRenderingPublishSettingsParam
) -> SetImageRenderingPublishSettingsReturn:
    company = ctx.company(param.company_handle)
    context = publishing.context_of_type(ctx.tx, company.id, IMAGE_RENDERING, param.context_handle, "contextHandle")
    serving_settings.change(ctx.tx, company, context, settings_from_wire(param.publish_setting_array))
    return SetImageRenderingPublishSettingsReturn()
