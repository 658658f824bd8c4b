"""Metadata and tags: fields of companies, values and tags of assets, XMP packets, what pages say.

Why: createMetadataField and its family, getXMPPacket, getSearchStrings, conditions of searches.
Old code keeps running: yes (adds only).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    _fields()
    _values()
    _tags()
    _packets()


def _fields() -> None:
    op.create_table(
        "metadata_field",
        sa.Column("id", KEY, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asset_type", LABEL, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("type", LABEL, nullable=False),
        sa.Column("default_value", LABEL, nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("enforced", sa.Boolean(), nullable=False),
        sa.Column("initial_tag_value", LABEL, nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("company_id", "name", "asset_type", name="metadata_field_name"),
        sqlite_autoincrement=True,
    )


def _values() -> None:
    op.create_table(
        "metadata_value",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("field_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", LABEL, nullable=False),
        sa.Column("head", LABEL, nullable=False),
        sa.Column("whole", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["field_id"], ["metadata_field.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id", "field_id"),
    )
    op.create_index("metadata_value_by_text", "metadata_value", ["field_id", "head", "asset_id"])
    for name in ("whole", "number"):
        there = sa.column(name).is_not(None)
        op.create_index(
            f"metadata_value_by_{name}",
            "metadata_value",
            ["field_id", name, "asset_id"],
            sqlite_where=there,
            postgresql_where=there,
        )


def _tags() -> None:
    op.create_table(
        "tag",
        sa.Column("id", KEY, nullable=False),
        sa.Column("field_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("value", LABEL, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["field_id"], ["metadata_field.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("field_id", "value", name="tag_value"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "asset_tag",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id", "tag_id"),
    )
    op.create_index("asset_tag_by_tag", "asset_tag", ["tag_id", "asset_id"])


def _packets() -> None:
    op.create_table(
        "page_text",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("strings", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_table(
        "xmp_packet",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deflated", sa.LargeBinary(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_table(
        "xmp_property",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", LABEL, nullable=False),
        sa.Column("head", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"]),
        sa.PrimaryKeyConstraint("asset_id", "name", "place"),
    )
    op.create_index("xmp_property_by_text", "xmp_property", ["company_id", "name", "head", "asset_id"])
