"""Searches of a million assets.

Why: a write counter of each company, so that what a search has found is known again as long as it stands still; and
three indexes that hold all that is asked of them, so that no row is read.
Old code keeps running: yes (adds only). It does not count, so that for a day new code keeps nothing of what it finds.
"""

import time

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OLD_CODE_S = 24 * 3600
"""How long programs may write that know no counter."""


def upgrade() -> None:
    change = op.create_table(
        "asset_change",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shard", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "shard"),
    )
    if op.get_bind().execute(sa.text("SELECT 1 FROM company LIMIT 1")).first() is not None:
        until_ms = int((time.time() + OLD_CODE_S) * 1000)
        op.bulk_insert(change, [{"company_id": -1, "shard": 0, "number": until_ms}])  # store.changes.UPGRADED
    op.drop_index("asset_by_name", "asset")
    op.create_index("asset_by_name", "asset", ["company_id", "trash_state", "name", "id", "type"])
    op.drop_index("asset_by_folder", "asset")
    found = ["folder_id", "trash_state", "name", "id", "type", "sub_type", "created_ms", "modified_ms"]
    op.create_index("asset_by_folder", "asset", [*found, "file_size_bytes"])
    op.drop_index("publish_state_by_context", "publish_state")
    op.create_index("publish_state_by_context", "publish_state", ["context_id", "asset_id", "marked"])
