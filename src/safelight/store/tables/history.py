"""When assets were published, which addresses were taken out of caches, and events of media portals."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table

from safelight.store.tables.columns import document, key, label, metadata, moment, ref

publish_history = Table(
    "publish_history",
    metadata,
    Column("asset_id", BigInteger, primary_key=True, autoincrement=False),  # outlives its asset while that is live
    ref("context_id", "publish_context.id", primary=True),
    moment("published_ms"),
)

cdn_invalidation = Table(
    "cdn_invalidation",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("addresses", document(), nullable=False),
    Column("purged", Integer, nullable=False),
    Column("recipients", document(), nullable=False),
    Column("locale", label(), nullable=False),
    Column("attempts", Integer, nullable=False),
    moment("created_ms"),
    moment("next_try_ms", null=True),
    moment("completed_ms", null=True),
    Column("error", label()),
    Index("cdn_invalidation_by_next_try", "next_try_ms"),
    sqlite_autoincrement=True,
)

purged_address = Table(
    "purged_address",
    metadata,
    Column("root", label(), primary_key=True),
    Column("address", label(), primary_key=True),
    Column("number", BigInteger, nullable=False),
    moment("purged_ms"),
)

media_portal_event = Table(
    "media_portal_event",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("event_type", label(), nullable=False),
    Column("ips_user", label(), nullable=False),
    Column("job_name", label(), nullable=False),
    Column("job_description", label(), nullable=False),
    Column("holders", document(), nullable=False),
    moment("created_ms"),
    Index("media_portal_event_by_time", "company_id", "created_ms", "id"),
    sqlite_autoincrement=True,
)
