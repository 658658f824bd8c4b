"""Where in a trace a run was asked for.

Why: whoever watches sees a run below the call that submitted it, and its items below it, whatever worker does them.
Old code keeps running: yes (adds only; a run that an old program starts has no place in a trace).
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

LABEL = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("job_run", sa.Column("traceparent", LABEL, nullable=True))
