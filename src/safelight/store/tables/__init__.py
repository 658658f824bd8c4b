"""Every table, once. Moments are UTC milliseconds (`_ms`), sizes bytes (`_bytes`), truth is BOOLEAN."""

from safelight.store.tables.annotations import image_map, zoom_target
from safelight.store.tables.assets import asset, blob, byproduct, folder, image_detail
from safelight.store.tables.changes import asset_change
from safelight.store.tables.columns import metadata
from safelight.store.tables.details import file_detail, font_detail, icc_detail, zip_entry
from safelight.store.tables.disk_usage import derived_size, disk_warning
from safelight.store.tables.exports import (
    company_origin,
    export,
    export_file,
    image_making,
    sent_file,
    sent_metadata,
    video_sitemap,
)
from safelight.store.tables.groups import group_member, user_group
from safelight.store.tables.history import cdn_invalidation, media_portal_event, publish_history, purged_address
from safelight.store.tables.jobs import job_definition, job_item, job_log, job_log_detail, job_run, notice, slot
from safelight.store.tables.metadata_fields import (
    asset_tag,
    metadata_field,
    metadata_value,
    page_text,
    tag,
    xmp_packet,
    xmp_property,
)
from safelight.store.tables.people import account, company, company_setting, membership, system_property
from safelight.store.tables.permissions import permission, permission_set
from safelight.store.tables.projects import project, project_asset
from safelight.store.tables.property_sets import property_set, property_set_type
from safelight.store.tables.publishing import (
    generation,
    image_format,
    publish_context,
    publish_head,
    publish_state,
    published,
)
from safelight.store.tables.sets import asset_set, asset_thumb, set_member, template_detail
from safelight.store.tables.settings import publish_setting, viewer_config, vignette_format
from safelight.store.tables.trash import derived_asset, trash_warning

__all__ = [
    "account",
    "asset",
    "asset_change",
    "asset_set",
    "asset_tag",
    "asset_thumb",
    "blob",
    "byproduct",
    "cdn_invalidation",
    "company",
    "company_origin",
    "company_setting",
    "derived_asset",
    "derived_size",
    "disk_warning",
    "export",
    "export_file",
    "file_detail",
    "folder",
    "font_detail",
    "generation",
    "group_member",
    "icc_detail",
    "image_detail",
    "image_format",
    "image_making",
    "image_map",
    "job_definition",
    "job_item",
    "job_log",
    "job_log_detail",
    "job_run",
    "media_portal_event",
    "membership",
    "metadata",
    "metadata_field",
    "metadata_value",
    "notice",
    "page_text",
    "permission",
    "permission_set",
    "project",
    "project_asset",
    "property_set",
    "property_set_type",
    "publish_context",
    "publish_head",
    "publish_history",
    "publish_setting",
    "publish_state",
    "published",
    "purged_address",
    "sent_file",
    "sent_metadata",
    "set_member",
    "slot",
    "system_property",
    "tag",
    "template_detail",
    "trash_warning",
    "user_group",
    "video_sitemap",
    "viewer_config",
    "vignette_format",
    "xmp_packet",
    "xmp_property",
    "zip_entry",
    "zoom_target",
]
