"""Permissions, projects and property sets.

Why: permissions of groups on folders, assets and property sets; projects of assets; properties of users and companies.
Old code keeps running: yes (adds only; the new columns may be empty).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    _permissions()
    _projects()
    _property_sets()


def _permissions() -> None:
    op.create_table(
        "permission_set",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "digest", name="permission_set_digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "permission",
        sa.Column("set_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", LABEL, nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("override", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["permission_set.id"]),
        sa.ForeignKeyConstraint(["group_id"], ["user_group.id"]),
        sa.PrimaryKeyConstraint("set_id", "group_id", "type"),
    )
    op.create_index("permission_by_group", "permission", ["group_id", "type", "set_id"])
    for table, column in (
        ("folder", "own_permission_set_id"),
        ("folder", "permission_set_id"),
        ("asset", "own_permission_set_id"),
    ):
        added = sa.Column(column, sa.BigInteger(), sa.ForeignKey("permission_set.id"), nullable=True)
        op.add_column(table, added, inline_references=True)


def _projects() -> None:
    op.create_table(
        "project",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", name="project_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "project_asset",
        sa.Column("project_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"]),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("project_id", "asset_id"),
    )
    op.create_index("project_asset_by_asset", "project_asset", ["asset_id", "project_id"])


def _property_sets() -> None:
    op.create_table(
        "property_set_type",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("property_type", LABEL, nullable=False),
        sa.Column("allow_multiple", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", name="property_set_type_name"),
        sqlite_autoincrement=True,
    )
    nobodys = sa.text("company_id IS NULL")
    op.create_index(
        "property_set_type_global",
        "property_set_type",
        ["name"],
        unique=True,
        sqlite_where=nobodys,
        postgresql_where=nobodys,
    )
    op.create_table(
        "property_set",
        sa.Column("id", KEY, nullable=False),
        sa.Column("type_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column("properties", DOCUMENT, nullable=False),
        sa.Column("permission_set_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["type_id"], ["property_set_type.id"]),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"]),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.ForeignKeyConstraint(["permission_set_id"], ["permission_set.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("property_set_by_owner", "property_set", ["type_id", "account_id", "company_id", "id"])
