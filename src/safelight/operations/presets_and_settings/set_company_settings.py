"""setCompanySettings: change those settings that are named; an empty handle takes a profile away (assumed)."""

from dataclasses import replace
from typing import Any

from safelight.contract.shapes import SetCompanySettingsParam, SetCompanySettingsReturn
from safelight.domain import handles
from safelight.operations import operation
from safelight.services import company_settings
from safelight.services.context import Context


@operation("setCompanySettings")
def set_company_settings(ctx: Context, param: SetCompanySettingsParam) -> SetCompanySettingsReturn:
    company = ctx.company(param.company_handle)
    named = {
        "overwrite_mode": param.overwrite_mode,
        "retain_publish_state": param.retain_publish_state,
        "disk_space_warning_min_kb": param.disk_space_warning_min,
        "email_trash_cleanup_warning": param.email_trash_cleanup_warning,
    }
    assets = {
        "source_profile_id": ("defaultSourceProfileHandle", param.default_source_profile_handle),
        "display_profile_id": ("defaultDisplayProfileHandle", param.default_display_profile_handle),
        "iptc_xslt_id": ("iptcExifMappingXsltHandle", param.iptc_exif_mapping_xslt_handle),
        "xmp_xslt_id": ("xmpMappingXsltHandle", param.xmp_mapping_xslt_handle),
    }
    changes: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    for name, (field, handle) in assets.items():
        if handle is not None:
            changes[name] = handles.asset_id(field, handle) if handle else None
    company_settings.change(ctx.tx, company, replace(company_settings.of(ctx.tx, company.id), **changes))
    return SetCompanySettingsReturn()
