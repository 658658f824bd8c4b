"""Every table, once. Moments are UTC milliseconds (`_ms`), sizes bytes (`_bytes`), truth is BOOLEAN."""

from safelight.store.tables.assets import asset, blob, byproduct, folder, image_detail
from safelight.store.tables.columns import metadata
from safelight.store.tables.jobs import job_definition, job_item, job_log, job_log_detail, job_run, notice, slot
from safelight.store.tables.people import account, company, company_setting, membership, system_property
from safelight.store.tables.publishing import (
    generation,
    image_format,
    publish_context,
    publish_head,
    publish_state,
    published,
)

__all__ = [
    "account",
    "asset",
    "blob",
    "byproduct",
    "company",
    "company_setting",
    "folder",
    "generation",
    "image_detail",
    "image_format",
    "job_definition",
    "job_item",
    "job_log",
    "job_log_detail",
    "job_run",
    "membership",
    "metadata",
    "notice",
    "publish_context",
    "publish_head",
    "publish_state",
    "published",
    "slot",
    "system_property",
]
