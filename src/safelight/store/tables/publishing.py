"""Presets, publish contexts, and the generations a publish writes."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, UniqueConstraint

from safelight.store.tables.columns import document, key, label, metadata, moment, ref

image_format = Table(
    "image_format",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("name", label(), nullable=False),
    Column("url_modifier", label(), nullable=False),
    UniqueConstraint("company_id", "name", name="image_format_name"),
    sqlite_autoincrement=True,
)

publish_context = Table(
    "publish_context",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("type", label(), nullable=False),
    Column("name", label(), nullable=False),
    UniqueConstraint("company_id", "type", name="publish_context_type"),
    sqlite_autoincrement=True,
)

publish_state = Table(
    "publish_state",
    metadata,
    Column("asset_id", BigInteger, primary_key=True, autoincrement=False),  # outlives its asset while that is live
    ref("context_id", "publish_context.id", primary=True),
    Column("marked", Boolean, nullable=False),
    Column("changed", Boolean, nullable=False),
    Column("live", Boolean, nullable=False),
    Index("publish_state_by_change", "context_id", "changed", "asset_id"),
    Index("publish_state_by_context", "context_id", "asset_id", "marked"),
)

generation = Table(
    "generation",
    metadata,
    ref("context_id", "publish_context.id", primary=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    ref("run_id", "job_run.id"),
    Column("presets", document(), nullable=False),
    Column("settings", document(), nullable=False),
    Column("stage", label(), nullable=False),
    Column("cursor", BigInteger, nullable=False),
    moment("changed_ms"),
    moment("started_ms"),
    moment("turned_ms", null=True),
    UniqueConstraint("run_id", "context_id", name="generation_by_run"),
    Index("generation_by_stage", "context_id", "stage", "number"),
)

publish_head = Table(
    "publish_head",
    metadata,
    Column("root", label(), primary_key=True),
    ref("context_id", "publish_context.id", primary=True),
    Column("type", label(), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("purged", BigInteger, nullable=False, server_default="0"),
    Index("publish_head_by_root", "root", "type"),
)

published = Table(
    "published",
    metadata,
    ref("context_id", "publish_context.id", primary=True),
    Column("catalog_id", label(), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("asset_id", BigInteger, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("record", document()),
    Index("published_by_number", "context_id", "number", "asset_id"),
    Index("published_by_asset", "context_id", "asset_id", "number"),
)
