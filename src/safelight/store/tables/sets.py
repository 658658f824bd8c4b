"""Sets of assets and their members, what stands for an asset in small, and templates."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table

from safelight.store.tables.columns import label, metadata

asset_set = Table(
    "asset_set",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("definition", label()),
)

set_member = Table(
    "set_member",
    metadata,
    Column("set_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("member_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), nullable=False),
    Column("page_reset", Boolean, nullable=False),
    Index("set_member_by_member", "member_id", "set_id"),
)

asset_thumb = Table(
    "asset_thumb",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("thumb_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), nullable=False),
    Index("asset_thumb_by_thumb", "thumb_id", "asset_id"),
)

template_detail = Table(
    "template_detail",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("url_modifier", label(), nullable=False),
    Column("url_post_modifier", label(), nullable=False),
)
