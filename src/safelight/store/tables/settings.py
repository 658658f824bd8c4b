"""What companies publish with, and what viewers and vignettes are shown and published with."""

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Integer, Table, UniqueConstraint

from safelight.store.tables.columns import document, key, label, metadata, ref

publish_setting = Table(
    "publish_setting",
    metadata,
    ref("context_id", "publish_context.id", primary=True),
    Column("name", label(), primary_key=True),
    Column("value", label(), nullable=False),
    Column("asset_id", BigInteger),  # may outlive its asset, and then says nothing
)

viewer_config = Table(
    "viewer_config",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("type", label(), nullable=False),
    Column("settings", document(), nullable=False),
)

vignette_format = Table(
    "vignette_format",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("name", label(), nullable=False),
    Column("target_width", Integer, nullable=False),
    Column("target_height", Integer, nullable=False),
    Column("create_pyramid", Boolean, nullable=False),
    Column("thumb_width", Integer, nullable=False),
    Column("save_as_version", Integer, nullable=False),
    Column("size_suffix_separator", label(), nullable=False),
    Column("sharpen", Integer, nullable=False),
    Column("usm_amount", Double, nullable=False),
    Column("usm_radius", Double, nullable=False),
    Column("usm_threshold", Integer, nullable=False),
    UniqueConstraint("company_id", "name", name="vignette_format_name"),
    sqlite_autoincrement=True,
)
