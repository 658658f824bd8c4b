"""What jobs make beside assets: exports, what is published outside, site maps; and how a picture was made."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table

from safelight.store.tables.columns import document, label, metadata, moment, ref

image_making = Table(
    "image_making",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("options", document(), nullable=False),
)

company_origin = Table(
    "company_origin",
    metadata,
    ref("company_id", "company.id", primary=True),
    Column("base_url", label(), nullable=False),
)

export_file = Table(
    "export_file",
    metadata,
    ref("run_id", "job_run.id", primary=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", label(), nullable=False),
    Column("digest", label(), ForeignKey("blob.digest"), nullable=False),
    Index("export_file_by_digest", "digest"),
)

export = Table(
    "export",
    metadata,
    ref("run_id", "job_run.id", primary=True),
    ref("company_id", "company.id"),
    Column("name", label(), nullable=False),
    Column("digest", label(), ForeignKey("blob.digest"), nullable=False),
    moment("expires_ms"),
    Index("export_by_end", "expires_ms"),
    Index("export_by_digest", "digest"),
)

sent_file = Table(
    "sent_file",
    metadata,
    ref("context_id", "publish_context.id", primary=True),
    Column("asset_id", BigInteger, primary_key=True, autoincrement=False),  # outlives its asset while it lies outside
    Column("path", label(), nullable=False),
    Column("digest", label(), nullable=False),
    Index("sent_file_by_path", "context_id", "path"),
)

sent_metadata = Table(
    "sent_metadata",
    metadata,
    ref("company_id", "company.id", primary=True),
    Column("asset_id", BigInteger, primary_key=True, autoincrement=False),  # outlives its asset while it lies outside
    Column("path", label(), nullable=False),
    Column("digest", label(), nullable=False),
)

video_sitemap = Table(
    "video_sitemap",
    metadata,
    ref("company_id", "company.id", primary=True),
    Column("digest", label(), ForeignKey("blob.digest"), nullable=False),
    moment("made_ms"),
    Index("video_sitemap_by_digest", "digest"),
)
