"""Assets derived from others, and of which assets in the trash administrators were told."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from safelight.store.tables.columns import metadata, moment, ref

derived_asset = Table(
    "derived_asset",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("owner_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), nullable=False),
    Index("derived_asset_by_owner", "owner_id", "asset_id"),
)

trash_warning = Table(
    "trash_warning",
    metadata,
    ref("company_id", "company.id", primary=True),
    moment("until_ms"),
)
