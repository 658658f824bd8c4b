"""Sets, templates, zoom targets, image maps.

Why: createImageSet and its like, createTemplate, saveZoomTarget, saveImageMap.
Old code keeps running: yes (adds only).
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _sets()
    _templates()
    _zoom_targets()
    _image_maps()


def _sets() -> None:
    op.create_table(
        "asset_set",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("definition", LABEL, nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_table(
        "set_member",
        sa.Column("set_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("page_reset", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["asset.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["set_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("set_id", "position"),
    )
    op.create_index("set_member_by_member", "set_member", ["member_id", "set_id"])
    op.create_table(
        "asset_thumb",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thumb_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["thumb_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_index("asset_thumb_by_thumb", "asset_thumb", ["thumb_id", "asset_id"])


def _templates() -> None:
    op.create_table(
        "template_detail",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("url_modifier", LABEL, nullable=False),
        sa.Column("url_post_modifier", LABEL, nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("asset_id"),
    )


def _zoom_targets() -> None:
    op.create_table(
        "zoom_target",
        sa.Column("id", KEY, nullable=False),
        sa.Column("asset_id", sa.BigInteger(), nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("user_data", LABEL, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("zoom_target_by_asset", "zoom_target", ["asset_id", "position", "id"])


def _image_maps() -> None:
    op.create_table(
        "image_map",
        sa.Column("id", KEY, nullable=False),
        sa.Column("asset_id", sa.BigInteger(), nullable=False),
        sa.Column("name", LABEL, nullable=False),
        sa.Column("shape_type", LABEL, nullable=False),
        sa.Column("region", LABEL, nullable=False),
        sa.Column("action", LABEL, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("modified_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("image_map_by_asset", "image_map", ["asset_id", "position", "id"])
