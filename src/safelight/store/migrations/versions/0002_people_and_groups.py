"""People and groups.

Why: groups of users (saveGroup and its like); what derived files take (getDiskUsage).
Old code keeps running: yes (adds only); what it uploads meanwhile counts in getDiskUsage without its derived files.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _groups()
    _derived_sizes()


def _groups() -> None:
    op.create_table(
        "user_group",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("system_defined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", name="user_group_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "group_member",
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["group_id"], ["user_group.id"]),
        sa.PrimaryKeyConstraint("group_id", "account_id"),
    )
    op.create_index("group_member_by_account", "group_member", ["account_id", "group_id"])


def _derived_sizes() -> None:
    op.create_table(
        "derived_size",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_index("derived_size_by_company", "derived_size", ["company_id", "size_bytes"])
    op.execute(
        "INSERT INTO derived_size (asset_id, company_id, size_bytes) "
        "SELECT asset.id, asset.company_id, blob.size_bytes FROM asset "
        "JOIN image_detail ON image_detail.asset_id = asset.id JOIN blob ON blob.digest = image_detail.pyramid_digest"
    )
