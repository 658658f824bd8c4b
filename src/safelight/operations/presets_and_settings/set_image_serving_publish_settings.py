"""setImageServingPublishSettings: set those attributes of picture serving that are named, for the next publish."""

from safelight.assets.config_settings import settings_from_wire
from safelight.contract.shapes import (
    SetImageServingPublishSettingsParam,
    SetImageServingPublishSettingsReturn,
)
from safelight.domain.publishing import IMAGE_SERVING
from safelight.operations import operation
from safelight.services import publishing, serving_settings
from safelight.services.context import Context


@operation("setImageServingPublishSettings")
def set_image_serving_publish_settings(
    ctx: Context, param: SetImageServingPublishSettingsParam
) -> SetImageServingPublishSettingsReturn:
    company = ctx.company(param.company_handle)
    context = publishing.context_of_type(ctx.tx, company.id, IMAGE_SERVING, param.context_handle, "contextHandle")
    serving_settings.change(ctx.tx, company, context, settings_from_wire(param.publish_setting_array))
    return SetImageServingPublishSettingsReturn()
