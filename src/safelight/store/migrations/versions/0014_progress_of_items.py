"""How far an item in hand has come.

Why: whoever watches a job sees its files move, a large one too, and not only their number.
Old code keeps running: yes (adds only; of an item that an old program works on nothing is told).
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job_item", sa.Column("done_bytes", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("job_item", sa.Column("share", sa.Float(), server_default="0", nullable=False))
    op.add_column("job_item", sa.Column("moved_ms", sa.BigInteger(), nullable=True))
