"""Settings and publishing.

Why: publish settings, viewer configs and vignette formats; when assets were published, addresses that were taken out of
caches, and events of media portals.
Old code keeps running: yes (adds only; a head it writes has purged nothing).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    _settings()
    _vignette_formats()
    _history()
    _invalidations()
    _portal_events()


def _settings() -> None:
    op.create_table(
        "publish_setting",
        sa.Column("context_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("value", LABEL, nullable=False),
        sa.Column("asset_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["context_id"], ["publish_context.id"]),
        sa.PrimaryKeyConstraint("context_id", "name"),
    )
    op.create_table(
        "viewer_config",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", LABEL, nullable=False),
        sa.Column("settings", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id"),
    )


def _vignette_formats() -> None:
    op.create_table(
        "vignette_format",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("target_width", sa.Integer(), nullable=False),
        sa.Column("target_height", sa.Integer(), nullable=False),
        sa.Column("create_pyramid", sa.Boolean(), nullable=False),
        sa.Column("thumb_width", sa.Integer(), nullable=False),
        sa.Column("save_as_version", sa.Integer(), nullable=False),
        sa.Column("size_suffix_separator", LABEL, nullable=False),
        sa.Column("sharpen", sa.Integer(), nullable=False),
        sa.Column("usm_amount", sa.Double(), nullable=False),
        sa.Column("usm_radius", sa.Double(), nullable=False),
        sa.Column("usm_threshold", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", name="vignette_format_name"),
        sqlite_autoincrement=True,
    )


def _history() -> None:
    op.create_table(
        "publish_history",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("context_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("published_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["context_id"], ["publish_context.id"]),
        sa.PrimaryKeyConstraint("asset_id", "context_id"),
    )


def _invalidations() -> None:
    op.add_column("publish_head", sa.Column("purged", sa.BigInteger(), server_default="0", nullable=False))
    op.create_table(
        "cdn_invalidation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("addresses", DOCUMENT, nullable=False),
        sa.Column("purged", sa.Integer(), nullable=False),
        sa.Column("recipients", DOCUMENT, nullable=False),
        sa.Column("locale", LABEL, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("next_try_ms", sa.BigInteger(), nullable=True),
        sa.Column("completed_ms", sa.BigInteger(), nullable=True),
        sa.Column("error", LABEL, nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("cdn_invalidation_by_next_try", "cdn_invalidation", ["next_try_ms"])
    op.create_table(
        "purged_address",
        sa.Column("root", LABEL, nullable=False),
        sa.Column("address", LABEL, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("purged_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("root", "address"),
    )


def _portal_events() -> None:
    op.create_table(
        "media_portal_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("event_type", LABEL, nullable=False),
        sa.Column("ips_user", LABEL, nullable=False),
        sa.Column("job_name", LABEL, nullable=False),
        sa.Column("job_description", LABEL, nullable=False),
        sa.Column("holders", DOCUMENT, nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("media_portal_event_by_time", "media_portal_event", ["company_id", "created_ms", "id"])
