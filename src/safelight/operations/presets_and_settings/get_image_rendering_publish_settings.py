"""getImageRenderingPublishSettings: every attribute that image rendering is published with, and its value in force."""

from safelight.assets.config_settings import settings_to_wire
from safelight.contract.shapes import (
    GetImageRenderingPublishSettingsParam,
    GetImageRenderingPublishSettingsReturn,
)
from safelight.domain.publishing import IMAGE_RENDERING
from safelight.operations import operation
from safelight.services import publishing, serving_settings
from safelight.services.context import Context


@operation("getImageRenderingPublishSettings", reads=True)
def get_image_rendering_publish_settings(
    ctx: Context, param: GetImageRenderingPublishSettingsParam
) -> GetImageRenderingPublishSettingsReturn:
    company = ctx.company(param.company_handle)
    context = publishing.context_of_type(ctx.tx, company.id, IMAGE_RENDERING, param.context_handle, "contextHandle")
    listed = serving_settings.listed(ctx.tx, context)
    return GetImageRenderingPublishSettingsReturn(publish_setting_array=settings_to_wire(listed))
