"""What is drawn on images: zoom targets and image maps."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table

from safelight.store.tables.columns import key, label, metadata, moment

zoom_target = Table(
    "zoom_target",
    metadata,
    key(),
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), nullable=False),
    Column("name", label(), nullable=False),
    Column("x", Integer, nullable=False),
    Column("y", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("user_data", label(), nullable=False),
    Column("position", Integer, nullable=False),
    moment("modified_ms"),
    Index("zoom_target_by_asset", "asset_id", "position", "id"),
    sqlite_autoincrement=True,
)

image_map = Table(
    "image_map",
    metadata,
    key(),
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), nullable=False),
    Column("name", label(), nullable=False),
    Column("shape_type", label(), nullable=False),
    Column("region", label(), nullable=False),
    Column("action", label(), nullable=False),
    Column("position", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    moment("modified_ms"),
    Index("image_map_by_asset", "asset_id", "position", "id"),
    sqlite_autoincrement=True,
)
