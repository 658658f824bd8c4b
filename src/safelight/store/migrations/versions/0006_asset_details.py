"""Asset details.

Why: uploads take in every type of asset: the file kept of each, what fonts and profiles say of themselves, and the
entries of archives.
Old code keeps running: yes (adds only).
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "file_detail",
        _of_asset(),
        sa.Column("stem", LABEL, nullable=False),
        sa.Column("suffix", LABEL, nullable=False),
        sa.Column("original_digest", LABEL, nullable=False),
        *_keys("asset_id"),
        sa.ForeignKeyConstraint(["original_digest"], ["blob.digest"]),
    )
    op.create_index("file_detail_by_original", "file_detail", ["original_digest"])
    fonts = ("font_name", "postscript_name", "rtf_name", "font_family", "style", "type_name", "type")
    op.create_table("font_detail", _of_asset(), *_labels(*fonts), *_keys("asset_id"))
    op.create_table("icc_detail", _of_asset(), *_labels("profile_class", "color_space", "pcs_type"), *_keys("asset_id"))
    op.create_table(
        "zip_entry",
        _of_asset(),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("is_directory", sa.Boolean(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.Column("compressed_bytes", sa.BigInteger(), nullable=False),
        sa.Column("uncompressed_bytes", sa.BigInteger(), nullable=False),
        *_keys("asset_id", "position"),
    )


def _of_asset() -> "sa.Column[int]":
    return sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False)


def _labels(*names: str) -> "list[sa.Column[str]]":
    return [sa.Column(name, LABEL, nullable=False) for name in names]


def _keys(*names: str) -> tuple[sa.PrimaryKeyConstraint, sa.ForeignKeyConstraint]:
    return sa.PrimaryKeyConstraint(*names), sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE")
