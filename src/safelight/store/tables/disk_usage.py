"""What files made of originals take, by asset, so that a sum walks one index; who was told that the disk is short."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from safelight.store.tables.columns import metadata, moment, ref

derived_size = Table(
    "derived_size",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    ref("company_id", "company.id"),
    Column("size_bytes", BigInteger, nullable=False),
    Index("derived_size_by_company", "company_id", "size_bytes"),
)

disk_warning = Table(
    "disk_warning",
    metadata,
    ref("company_id", "company.id", primary=True),
    moment("told_ms"),
)
