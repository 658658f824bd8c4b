"""Projects: named sets of assets of a company."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, UniqueConstraint

from safelight.store.tables.columns import key, label, metadata, ref

project = Table(
    "project",
    metadata,
    key(),
    ref("company_id", "company.id"),
    Column("name", label(), nullable=False),
    UniqueConstraint("company_id", "name", name="project_name"),
    sqlite_autoincrement=True,
)

project_asset = Table(
    "project_asset",
    metadata,
    ref("project_id", "project.id", primary=True),
    Column(
        "asset_id", BigInteger, ForeignKey("asset.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),  # an erased asset leaves its projects
    Index("project_asset_by_asset", "asset_id", "project_id"),
)
