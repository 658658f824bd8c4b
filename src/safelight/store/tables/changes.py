"""How often what a search can tell of a company's assets has changed."""

from sqlalchemy import BigInteger, Column, Integer, Table

from safelight.store.tables.columns import metadata

asset_change = Table(
    "asset_change",
    metadata,
    Column("company_id", BigInteger, primary_key=True, autoincrement=False),  # 0: any, -1: UPGRADED
    Column("shard", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
)
