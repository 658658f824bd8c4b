"""getImageServingPublishSettings: every attribute that picture serving is published with, and its value in force."""

from safelight.assets.config_settings import settings_to_wire
from safelight.contract.shapes import (
    GetImageServingPublishSettingsParam,
    GetImageServingPublishSettingsReturn,
)
from safelight.domain.publishing import IMAGE_SERVING
from safelight.operations import operation
from safelight.services import publishing, serving_settings
from safelight.services.context import Context


@operation("getImageServingPublishSettings", reads=True)
def get_image_serving_publish_settings(
    ctx: Context, param: GetImageServingPublishSettingsParam
) -> GetImageServingPublishSettingsReturn:
    company = ctx.company(param.company_handle)
    context = publishing.context_of_type(ctx.tx, company.id, IMAGE_SERVING, param.context_handle, "contextHandle")
    listed = serving_settings.listed(ctx.tx, context)
    return GetImageServingPublishSettingsReturn(publish_setting_array=settings_to_wire(listed))
