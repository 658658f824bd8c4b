"""getCompanySettings: what a company has configured; a profile that is not set is an Asset without fields (assumed)."""

from safelight.assets.wire import to_wire
from safelight.contract.shapes import Asset, CompanySettings, GetCompanySettingsParam, GetCompanySettingsReturn
from safelight.operations import operation
from safelight.services import company_settings
from safelight.services.context import Context


@operation("getCompanySettings", reads=True)
def get_company_settings(ctx: Context, param: GetCompanySettingsParam) -> GetCompanySettingsReturn:
    company = ctx.company(param.company_handle)
    known = company_settings.of(ctx.tx, company.id)
    found = list(company_settings.assets_of(ctx.tx, known).values())
    held = {asset.id: shown for asset, shown in zip(found, to_wire(ctx.tx, found), strict=True)}
    settings = CompanySettings(
        overwrite_mode=known.overwrite_mode,
        retain_publish_state=known.retain_publish_state,
        default_source_profile=held.get(known.source_profile_id or 0, Asset()),
        default_display_profile=held.get(known.display_profile_id or 0, Asset()),
        iptc_exif_mapping_xslt=held.get(known.iptc_xslt_id or 0),
        xmp_mapping_xslt=held.get(known.xmp_xslt_id or 0),
        disk_space_warning_min=known.disk_space_warning_min_kb,
        email_trash_cleanup_warning=known.email_trash_cleanup_warning,
    )
    return GetCompanySettingsReturn(settings=settings)
