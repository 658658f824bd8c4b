"""Job kinds: exports, what is published outside, site maps, and with which options each picture was made.

Why: exportJob, serverDirectoryPublishJob, metadataPublishJob, createVideoSitemapJob; reprocessAssetsJob and
optimizeImagesJob, which make pictures again.
Old code keeps running: yes (adds only).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
DOCUMENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "image_making",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("options", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_table(
        "company_origin",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("base_url", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("company_id"),
    )
    op.create_table(
        "export_file",
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("digest", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["job_run.id"]),
        sa.ForeignKeyConstraint(["digest"], ["blob.digest"]),
        sa.PrimaryKeyConstraint("run_id", "position"),
    )
    op.create_index("export_file_by_digest", "export_file", ["digest"])
    op.create_table(
        "export",
        sa.Column("run_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("digest", LABEL, nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["job_run.id"]),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["digest"], ["blob.digest"]),
        sa.PrimaryKeyConstraint("run_id"),
    )
    op.create_index("export_by_end", "export", ["expires_ms"])
    op.create_index("export_by_digest", "export", ["digest"])
    op.create_table(
        "sent_file",
        sa.Column("context_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", LABEL, nullable=False),
        sa.Column("digest", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["context_id"], ["publish_context.id"]),
        sa.PrimaryKeyConstraint("context_id", "asset_id"),
    )
    op.create_index("sent_file_by_path", "sent_file", ["context_id", "path"])
    op.create_table(
        "sent_metadata",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("path", LABEL, nullable=False),
        sa.Column("digest", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("company_id", "asset_id"),
    )
    op.create_table(
        "video_sitemap",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", LABEL, nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["digest"], ["blob.digest"]),
        sa.PrimaryKeyConstraint("company_id"),
    )
    op.create_index("video_sitemap_by_digest", "video_sitemap", ["digest"])
