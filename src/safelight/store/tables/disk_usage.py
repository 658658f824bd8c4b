"""What the files made of originals take, by asset, so that a company's sum walks one index."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from safelight.store.tables.columns import metadata, ref

derived_size = Table(
    "derived_size",
    metadata,
    Column("asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    ref("company_id", "company.id"),
    Column("size_bytes", BigInteger, nullable=False),
    Index("derived_size_by_company", "company_id", "size_bytes"),
)
